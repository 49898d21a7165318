// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Testing

/// The arrows between targets. ARCHITECTURE.md draws them; this table is what holds.
@Suite struct ImportTests {
    /// What a target may import beside the standard library, Package.swift's order.
    private static let allowed: KeyValuePairs<String, Set<String>> = [
        "Cells": ["CNumbers", "Synchronization"],
        "HTTPMessages": [],
        "Drives": ["Glibc", "Synchronization"],
        "Threads": ["Glibc"],
        "Formulas": ["Cells"],
        "NumberFormats": ["Cells", "CNumbers", "Glibc", "Synchronization"],
        "Workbooks": ["Cells", "Formulas", "NumberFormats"],
        "Functions": ["Cells", "NumberFormats", "CNumbers", "CPCRE2", "CXML2", "Glibc"],
        "Calculation": [
            "Workbooks", "Functions", "Formulas", "Cells", "NumberFormats", "Threads", "Glibc", "Synchronization",
        ],
        "OOXML": [
            "Workbooks", "Formulas", "Cells", "NumberFormats", "Threads", "CIsal", "CZlib", "CExpat", "CNumbers",
            "Glibc", "Synchronization",
        ],
        "OData": ["HTTPMessages", "CNumbers"],
        "SQLiteDrive": ["Drives", "Threads", "CSQLite", "Glibc"],
        "HTTPServer": ["HTTPMessages", "CHTTPParser", "CEpoll", "Glibc", "Synchronization"],
        "Sessions": spreadsheet.union(["Drives", "Glibc", "Synchronization", "Dispatch"]),
        "GraphAPI": spreadsheet.union([
            "OData", "HTTPMessages", "Sessions", "Drives", "CCrypto", "Glibc", "Synchronization",
        ]),
        "cellar": spreadsheet.union([
            "GraphAPI", "HTTPServer", "HTTPMessages", "OData", "Sessions", "Drives", "SQLiteDrive", "Glibc", "Dispatch",
            "Synchronization",
        ]),
    ]

    private static let spreadsheet: Set<String> = [
        "Cells", "Formulas", "NumberFormats", "Workbooks", "Functions", "Calculation", "OOXML",
    ]

    @Test func `every import follows an arrow of the table`() {
        let table = Dictionary(uniqueKeysWithValues: Self.allowed.map { ($0.key, $0.value) })
        var offenders: [String] = []
        for file in SourceTree.files where file.isSource {
            for (module, line) in file.imports where !(table[file.target]?.contains(module) ?? false) {
                offenders.append("\(file.path):\(line): \(module)")
            }
        }
        #expect(offenders == [])
    }

    @Test func `the table knows every target and its arrows only go up to what stands above`() {
        let targets = Set(SourceTree.files.filter(\.isSource).map(\.target))
        #expect(targets.subtracting(Self.allowed.map(\.key)) == [])
        var above: Set<String> = []
        for (target, imports) in Self.allowed {
            let ours = imports.intersection(Self.allowed.map(\.key))
            #expect(ours.subtracting(above) == [], "\(target) imports what does not stand above it")
            above.insert(target)
        }
    }

    @Test func `every system library's package is in the list that make installs`() throws {
        let manifest = try #require(SourceTree.text("Package.swift"))
        let list = try #require(SourceTree.text("packaging/debian-packages.txt"))
        let installed = Set(list.split(separator: "\n").map(String.init))
        let needed = manifest.components(separatedBy: ".apt([\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(needed.count >= 4)
        #expect(needed.filter { !installed.contains(String($0)) } == [])
    }
}
