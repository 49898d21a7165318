// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation

/// The files of this repository, read once.
enum SourceTree {
    /// The folder that holds Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every Swift file below `Sources`, `Tests`, `Benchmarks/Sources` and `Fuzz`, in the order of their paths.
    static let files: [SourceFile] = ["Sources", "Tests", "Benchmarks/Sources", "Fuzz"].flatMap { folder in
        let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
            .compactMap { SourceFile(path: folder + "/" + $0) }
    }

    /// The text of a file by its path from the root; nil where there is none.
    static func text(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: root.appending(path: path).path) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}

/// One Swift file.
struct SourceFile: Sendable {
    /// From the root of the repository: `Sources/Cells/Plane.swift`.
    let path: String
    let lines: [Substring]

    init?(path: String) {
        guard let text = SourceTree.text(path) else { return nil }
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The target the file belongs to: the second part of its path.
    var target: String { String(path.split(separator: "/")[1]) }

    /// Whether the file belongs to the program, not to its tests.
    var isSource: Bool { path.hasPrefix("Sources/") }

    /// The modules the file imports, each with the number of its line.
    var imports: [(module: String, line: Int)] {
        lines.enumerated().compactMap { offset, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({ Self.importModifiers.contains($0) })
            else { return nil }
            return (String(words[place + 1].prefix { $0 != "." }), offset + 1)
        }
    }

    private static let importModifiers: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private", "@testable", "@preconcurrency",
    ]

    /// Whether the first comment after the header calls the file a table or generated, which frees it of a length.
    var isTable: Bool {
        let start = lines.dropFirst(2).drop { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
        let comment = start.prefix { $0.drop(while: { $0 == " " }).hasPrefix("//") }.joined(separator: " ").lowercased()
        return comment.contains("table") || comment.contains("generated")
    }

    /// The words of the file, identifiers whole, each with the number of its line.
    var words: [(word: Substring, line: Int)] {
        lines.enumerated().flatMap { offset, line in
            line.utf8.split { byte in
                !(byte | 32 >= 97 && byte | 32 <= 122) && !(byte >= 48 && byte <= 57) && byte != 95 && byte != 45
            }.map { (Substring($0), offset + 1) }
        }
    }
}
