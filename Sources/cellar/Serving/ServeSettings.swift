// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What `cellar serve` was told, checked.
struct ServeSettings: Equatable {
    /// Who may call.
    enum Authentication: Equatable {
        /// Anyone who reaches the address.
        case none
        /// Holders of one of the tokens in a file.
        case tokens(path: String)
    }

    var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    var dataDirectory = "./data"
    var authentication = Authentication.none
    var logLevel = LogLevel.info
    /// Seconds a session that saves may be idle.
    var persistentTimeout = 300.0
    /// Seconds a session that does not save may be idle.
    var nonPersistentTimeout = 420.0
    /// The largest JSON body in bytes.
    var maximumBody = 5 << 20
    /// Whether an empty drive gets the sample workbook.
    var offersSample = true

    init() {}

    /// Reads the values and refuses what makes no sense, alone or together.
    init(_ arguments: CommandArguments) throws(UsageError) {
        if let value = arguments["listen"] {
            guard let address = ListenAddress(value.text) else {
                throw value.invalid("an IP address and a port are expected, like 127.0.0.1:8080 or [::1]:8080")
            }
            listen = address
        }
        if let value = arguments["data"] {
            guard !value.text.isEmpty else { throw value.invalid("the name of a directory is expected") }
            dataDirectory = value.text
        }
        if let value = arguments["log-level"] {
            guard let level = LogLevel(rawValue: value.text) else {
                throw value.invalid("one of \(LogLevel.allCases.map(\.rawValue).joined(separator: ", ")) is expected")
            }
            logLevel = level
        }
        if let value = arguments["session-timeout-persistent"] { persistentTimeout = try value.seconds() }
        if let value = arguments["session-timeout-nonpersistent"] { nonPersistentTimeout = try value.seconds() }
        if let value = arguments["max-body"] {
            guard let bytes = Int(value.text), (1024...(256 << 20)).contains(bytes) else {
                throw value.invalid("a number of bytes between 1024 and \(256 << 20) is expected")
            }
            maximumBody = bytes
        }
        if let value = arguments["sample"] {
            guard ["on", "off"].contains(value.text) else { throw value.invalid("on or off is expected") }
            offersSample = value.text == "on"
        }
        try readAuthentication(arguments)
    }

    private mutating func readAuthentication(_ arguments: CommandArguments) throws(UsageError) {
        let file = arguments["token-file"]
        switch arguments["auth"] {
        case nil:
            if let file { authentication = .tokens(path: file.text) }
        case let value? where value.text == "token":
            guard let file else {
                throw .contradiction(
                    reason: "\(value.origin) token needs a file of tokens.",
                    remedy: "Give one with --token-file FILE; 'cellar serve --help' shows what it holds.")
            }
            authentication = .tokens(path: file.text)
        case let value? where value.text == "none":
            guard file == nil else {
                throw .contradiction(
                    reason: "\(value.origin) none and a token file contradict each other.",
                    remedy: "Say --auth token to use the file, or leave the file out.")
            }
        case let value?:
            throw value.invalid("none or token is expected")
        }
        guard authentication != .none || listen.isLoopback else {
            throw .contradiction(
                reason: """
                    refusing to listen on \(listen.host) without authentication: everyone who reaches that address \
                    could read and change every workbook.
                    """,
                remedy: """
                    Either listen on this machine only (--listen 127.0.0.1:\(listen.port)), or let only holders of a \
                    token in (--auth token --token-file FILE).
                    """)
        }
    }
}

extension CommandArguments.Value {
    fileprivate func invalid(_ expected: String) -> UsageError {
        .invalidValue(origin: origin, value: text, expected: expected)
    }

    /// A time of at least a tenth of a second and at most a day.
    fileprivate func seconds() throws(UsageError) -> Double {
        guard let seconds = Double(text), seconds >= 0.1, seconds <= 86_400 else {
            throw invalid("a number of seconds between 0.1 and 86400 is expected")
        }
        return seconds
    }
}
