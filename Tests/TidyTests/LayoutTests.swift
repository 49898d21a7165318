// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Testing

/// The shape every Swift file of the repository has.
@Suite struct LayoutTests {
    @Test func `the tree is there to be read`() {
        #expect(SourceTree.files.count > 100)
    }

    @Test func `every file begins with the two lines of the header`() {
        let header: [Substring] = [
            "// SPDX-License-Identifier: Apache-2.0", "// Cellar: the Excel API of Microsoft Graph, self-hosted.",
        ]
        let offenders = SourceTree.files.filter { Array($0.lines.prefix(2)) != header }.map(\.path)
        #expect(offenders == [])
    }

    @Test func `no file but a table is longer than 400 lines`() {
        let offenders = SourceTree.files.filter { $0.lines.count > 401 && !$0.isTable }
            .map { "\($0.path): \($0.lines.count - 1)" }
        #expect(offenders == [])
    }

    @Test func `no line is longer than 120 columns, but for texts that cannot be broken`() {
        let offenders = SourceTree.files.filter(\.isSource).flatMap { file in
            file.lines.enumerated().filter { $1.count > 120 && !$1.contains("\"") }.map {
                "\(file.path):\($0.offset + 1)"
            }
        }
        #expect(offenders == [])
    }

    @Test func `no function is longer than 60 lines`() {
        let offenders = SourceTree.files.flatMap { file in
            Self.functions(of: file).filter { $0.length > 60 }.map { "\(file.path):\($0.line): \($0.length)" }
        }
        #expect(offenders == [])
    }

    /// The functions of a file. The formatter puts the closing brace under the first letter of the declaration, so the
    /// first line that has nothing but that brace ends it. Where a line further left comes first, there is no body.
    private static func functions(of file: SourceFile) -> [(line: Int, length: Int)] {
        var found: [(Int, Int)] = []
        for (offset, line) in file.lines.enumerated() where isDeclaration(line) {
            let indent = line.prefix { $0 == " " }
            let end = file.lines[offset...].firstIndex { $0 == indent + "}" || !$0.isEmpty && !$0.hasPrefix(indent) }
            guard !line.hasSuffix("}"), let end, file.lines[end].hasPrefix(indent) else { continue }
            found.append((offset + 1, end - offset + 1))
        }
        return found
    }

    private static func isDeclaration(_ line: Substring) -> Bool {
        for word in line.split(separator: " ") {
            if word == "func" || word.hasPrefix("init(") || word.hasPrefix("init?(") || word.hasPrefix("init<")
                || word.hasPrefix("subscript(") || word == "deinit"
            {
                return true
            }
            guard modifiers.contains(word) || word.hasPrefix("@") else { return false }
        }
        return false
    }

    private static let modifiers: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private", "static", "mutating", "nonisolated", "consuming",
        "override", "final", "convenience", "required", "prefix", "postfix", "infix",
    ]
}
