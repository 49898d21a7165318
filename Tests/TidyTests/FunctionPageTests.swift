// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Functions
import Testing

/// What is derived from the table of functions: its page in docs/, and the claim that each has its cases.
@Suite struct FunctionPageTests {
    @Test func `docs/functions.md is what the table of functions says`() throws {
        let page = Self.page
        let url = SourceTree.root.appending(path: "docs/functions.md")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
            try Data(page.utf8).write(to: url)
        }
        let written = SourceTree.text("docs/functions.md")
        #expect(written == page, "docs/functions.md is stale: run 'make docs' and look at the difference")
    }

    @Test func `every function has at least three cases`() throws {
        let folder = SourceTree.root.appending(path: "Tests/FunctionsTests/Cases").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }
        var counts: [Substring: Int] = [:]
        for name in names {
            let text = try #require(SourceTree.text("Tests/FunctionsTests/Cases/" + name))
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                for function in Set(Self.calls(in: line)) { counts[function, default: 0] += 1 }
            }
        }
        let poor = FunctionTable.standard.functions.map(\.name).filter { counts[Substring($0), default: 0] < 3 }
        #expect(poor == [])
    }

    /// The names before an opening parenthesis, upper case or not.
    private static func calls(in line: Substring) -> [Substring] {
        line.split(separator: "(").dropLast().compactMap { piece in
            let name = piece.utf8.reversed().prefix { byte in
                (byte | 32 >= 97 && byte | 32 <= 122) || (byte >= 48 && byte <= 57) || byte == 46 || byte == 95
            }
            return name.isEmpty ? nil : Substring(String(decoding: name.reversed(), as: UTF8.self).uppercased())
        }
    }

    private static var page: String {
        var text = """
            # Worksheet functions

            Generated from the table of functions by `make docs`; edit `Sources/Functions`, not this page.

            Parameters have the names that the API's `functions/{name}` reads from a request body. *volatile*: calculated \
            anew in every recalculation. *dynamic*: what it reads is known only once it runs. *unavailable*: needs a \
            network, a data model or an add-in, and gives Excel's own error for that.

            \(FunctionTable.standard.functions.count) functions.

            """
        for (category, _) in FunctionTable.categories {
            let functions = FunctionTable.standard.functions.filter { $0.category == category }
            text += "\n## \(category)\n\n| function | parameters | in files | |\n|---|---|---|---|\n"
            for function in functions.sorted(by: { $0.name < $1.name }) { text += row(function) }
        }
        return text
    }

    private static func row(_ function: WorksheetFunction) -> String {
        let parameters = function.parameters.enumerated().map { place, name in
            let isOptional = place >= function.arity.lowerBound
            let repeats = function.isVariadic && place == function.parameters.count - 1 ? ", …" : ""
            return isOptional ? "[\(name)\(repeats)]" : name + repeats
        }
        let traits: [(WorksheetFunction.Traits, String)] = [
            (.volatile, "volatile"), (.dynamicReference, "dynamic"), (.unavailable, "unavailable"),
        ]
        let words = traits.filter { function.traits.contains($0.0) }.map(\.1).joined(separator: ", ")
        let file = FunctionTable.standard.filePrefix(of: function.name) + function.name
        return "| \(function.name) | \(parameters.joined(separator: ", ")) | `\(file)` | \(words) |\n"
    }
}
