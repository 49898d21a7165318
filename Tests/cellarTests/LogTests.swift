// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import GraphAPI
import Synchronization
import Testing

@testable import cellar

@Suite struct LogTests {
    private final class Lines: Sendable {
        let text = Mutex("")

        var log: Log { log(.info) }

        func log(_ level: LogLevel) -> Log {
            Log(level: level) { line in self.text.withLock { $0 += String(decoding: line, as: UTF8.self) } }
        }
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("", #""""#), ("two words", #""two words""#), ("a=b", #""a=b""#),
            ("say \"hi\"", #""say \"hi\"""#), ("a\nb", #""a\u{a}b""#), ("ä", #""ä""#),
        ])
    func `a value is one word or in quotes`(value: String, expected: String) {
        #expect(Log.quoted(value) == expected)
    }

    @Test func `a line holds time, level, event and fields`() {
        let lines = Lines()
        lines.log.write(.warning, "thing", ["name": "x y"])
        lines.log.write(.debug, "hidden")
        let text = lines.text.withLock { $0 }
        #expect(text.hasPrefix("time=20"))
        #expect(text.hasSuffix(" level=warning event=thing name=\"x y\"\n"))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test(arguments: [(0, 0, "1970-01-01T00:00:00.000Z"), (951_782_400, 7, "2000-02-29T00:00:00.007Z")])
    func `a moment is written in UTC`(seconds: Int, milliseconds: Int, expected: String) {
        #expect(cellar.Timestamp.text(seconds: seconds, milliseconds: milliseconds) == expected)
    }
}
