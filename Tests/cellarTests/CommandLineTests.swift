// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import cellar

@Suite struct CommandLineTests {
    private static func settings(_ words: [String], _ environment: [String: String] = [:]) throws -> ServeSettings {
        try ServeSettings(CommandArguments(words, for: .serve, environment: environment))
    }

    @Test func `without a word the server listens on this machine only`() throws {
        let settings = try Self.settings([])
        #expect(settings.listen == ListenAddress(host: "127.0.0.1", port: 8080))
        #expect(settings.dataDirectory == "./data")
        #expect(settings.authentication == .none)
        #expect((settings.persistentTimeout, settings.nonPersistentTimeout) == (300, 420))
    }

    @Test func `a flag wins over its variable, and a variable over nothing`() throws {
        let environment = ["CELLAR_LISTEN": "127.0.0.1:1", "CELLAR_DATA": "/from/environment", "CELLAR_LOG_LEVEL": ""]
        let settings = try Self.settings(["--listen=[::1]:2"], environment)
        #expect(settings.listen == ListenAddress(host: "::1", port: 2))
        #expect(settings.dataDirectory == "/from/environment")
        #expect(settings.logLevel == .info)
    }

    @Test func `every option can be given as a variable`() {
        let variables = CommandSyntax.serve.options.map(\.variable)
        #expect(variables.contains("CELLAR_SESSION_TIMEOUT_NONPERSISTENT"))
        #expect(Set(variables).count == variables.count)
    }

    @Test(
        arguments: [
            (["--listne", "x"], "did you mean '--listen'?"), (["--datta=x"], "did you mean '--data'?"),
            (["--log-levle", "info"], "did you mean '--log-level'?"), (["-x"], "unknown option '-x'"),
            (["--listen"], "--listen needs a value"), (["--data", "a", "--data", "b"], "given twice"),
            (["extra"], "one word too many"), (["--listen", "example.com:80"], "--listen cannot be 'example.com:80'"),
            (["--log-level", "loud"], "error, warning, info, debug"), (["--auth", "maybe"], "none or token"),
            (["--session-timeout-persistent", "-1"], "number of seconds"), (["--max-body", "1"], "number of bytes"),
            (["--auth", "token"], "needs a file of tokens"),
            (["--auth", "none", "--token-file", "f"], "contradict"),
            (["--listen", "0.0.0.0:80"], "refusing to listen on 0.0.0.0 without authentication"),
            (["--listen", "[::]:80"], "--auth token --token-file"),
        ])
    func `what makes no sense is refused with the reason`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try Self.settings(words) }
        #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
    }

    @Test func `a token file opens other addresses`() throws {
        let settings = try Self.settings(["--listen", "0.0.0.0:80", "--token-file", "tokens"])
        #expect(settings.authentication == .tokens(path: "tokens"))
    }

    @Test(
        arguments: [
            ("127.0.0.1:8080", true), ("127.1.2.3:1", true), ("[::1]:0", true), ("localhost:65535", true),
            ("10.0.0.1:80", false), ("[::]:80", false), ("[fe80::1]:80", false),
        ])
    func `a loopback address is known as one`(text: String, isLoopback: Bool) throws {
        #expect(try #require(ListenAddress(text)).isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "[::1]", "a:80", "1.2.3:4",
    ])
    func `what is no address is refused`(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test(
        arguments: [
            ("serv", "serve"), ("recalk", "recalc"), ("rountrip", "roundtrip"), ("inpsect", "inspect"),
            ("xxxxxxxxxxxx", nil), (String(repeating: "serve", count: 1000), nil),
        ] as [(String, String?)])
    func `the nearest command is found, if one is near`(word: String, nearest: String?) {
        #expect(NearestName.to(word, among: CommandSyntax.all.map(\.name)) == nearest)
    }

    @Test func `operands are counted, and dashes can be escaped`() throws {
        let arguments = try CommandArguments(["--", "-in", "out"], for: .recalculate, environment: [:])
        #expect(arguments.operands == ["-in", "out"])
        #expect(throws: UsageError.missingOperand(name: "OUT", command: "recalc")) {
            try CommandArguments(["in"], for: .recalculate, environment: [:])
        }
        #expect(try CommandArguments(["--help"], for: .recalculate, environment: [:]).asksForHelp)
        #expect(try CommandArguments(["a", "b", "c"], for: .verify, environment: [:]).operands == ["a", "b", "c"])
        #expect(CommandSyntax.verify.usage == "cellar verify FILE...")
        #expect(throws: UsageError.missingOperand(name: "FILE", command: "verify")) {
            try CommandArguments([], for: .verify, environment: [:])
        }
    }

    @Test func `the help names every command, option and variable`() {
        for command in CommandSyntax.all {
            #expect(HelpText.program.contains(command.name))
            for option in command.options {
                #expect(HelpText.command(command).contains(option.flag))
                #expect(HelpText.command(command).contains(option.variable))
            }
        }
    }
}
