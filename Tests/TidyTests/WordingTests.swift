// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Testing

/// Words that say a part is unfinished, or say nothing.
@Suite struct WordingTests {
    /// A word, and the paths where it is a term of its trade.
    private static let unfinished: [(word: String, allowed: [String])] = [
        ("todo", []), ("fixme", []), ("xxx", []), ("stub", []), ("dummy", []), ("hard-coded", []), ("hardcoded", []),
        // A number format consists of digit placeholders (ECMA-376-1 §18.8.31).
        ("placeholder", ["Sources/NumberFormats/", "Tests/NumberFormatsTests/"]),
        ("placeholders", ["Sources/NumberFormats/", "Tests/NumberFormatsTests/"]),
    ]

    /// Endings of type names that tell nothing of what the type is.
    private static let empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Base", "Impl"]

    @Test func `no file speaks of unfinished work`() {
        var offenders: [String] = []
        for file in SourceTree.files where file.path != "Tests/TidyTests/WordingTests.swift" {
            for (word, line) in file.words {
                let lower = word.lowercased()
                guard let banned = Self.unfinished.first(where: { $0.word == lower }),
                    !banned.allowed.contains(where: file.path.hasPrefix)
                else { continue }
                offenders.append("\(file.path):\(line): \(word)")
            }
        }
        #expect(offenders == [])
    }

    @Test func `no type is called by a word that says nothing`() {
        var offenders: [String] = []
        for file in SourceTree.files {
            for line in file.lines {
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(where: { Self.kinds.contains($0) }), place + 1 < words.count,
                    !(words.first?.hasPrefix("//") ?? true)
                else { continue }
                let name = words[place + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                if Self.empty.contains(where: name.hasSuffix) { offenders.append("\(file.path): \(name)") }
            }
        }
        #expect(offenders == [])
    }

    private static let kinds: Set<Substring> = ["class", "struct", "enum", "actor", "protocol", "typealias"]

    @Test func `the program neither forces a try or a cast nor ends itself`() {
        let forms = ["try!", "as!", "fatalError("]
        var offenders: [String] = []
        for file in SourceTree.files where file.isSource {
            for (offset, line) in file.lines.enumerated() where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for form in forms where line.contains(form) { offenders.append("\(file.path):\(offset + 1): \(form)") }
            }
        }
        #expect(offenders == [])
    }
}
