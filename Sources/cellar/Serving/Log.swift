// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Writes structured lines on standard error: `name=value` pairs, one event per line, values quoted where they need it.
///
///     log.write(.info, "stopping", ["signal": "SIGTERM"])
///     // time=2026-01-31T12:00:00.000Z level=info event=stopping signal=SIGTERM
///
/// A line is one `write`, so lines of several threads never mix.
struct Log: Sendable {
    /// Lines above this level are not written.
    let level: LogLevel
    /// Takes a finished line with its line feed.
    let sink: @Sendable ([UInt8]) -> Void

    init(level: LogLevel, sink: @escaping @Sendable ([UInt8]) -> Void = Self.standardError) {
        self.level = level
        self.sink = sink
    }

    /// Writes an event with its fields in order.
    func write(_ level: LogLevel, _ event: String, _ fields: KeyValuePairs<String, String> = [:]) {
        guard level <= self.level else { return }
        var line = "time=\(Timestamp.now) level=\(level.rawValue) event=\(event)"
        for (name, value) in fields { line += " \(name)=\(Self.quoted(value))" }
        sink(Array(line.utf8) + [UInt8(ascii: "\n")])
    }

    /// Quotes a value that would not read as one word; control characters become `\u{…}`, so that no value can forge a
    /// line.
    static func quoted(_ value: String) -> String {
        let isWord = value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "=" }
        if isWord, !value.isEmpty { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case _ where scalar.properties.generalCategory == .control:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// Writes to descriptor 2; what cannot be written is dropped, for a server outlives its log.
    static let standardError: @Sendable ([UInt8]) -> Void = { line in
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
