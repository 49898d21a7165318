// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Testing
import Workbooks

@testable import OOXML

/// What Cellar saves has no finding that the file had not before.
struct SavedFilesTests {
    @Test(arguments: WorkbookEdits.all.map(\.name))
    func `A blank workbook stays without a finding`(_ name: String) throws {
        let blank = SpreadsheetFile.blank(sheetNames: ["One", "Two & <three>"])
        #expect(PackageVerification.findings(in: try blank.bytes) == [])
        let edit = try #require(WorkbookEdits.all.first { $0.name == name })
        var workbook = blank.workbook
        try edit.run(&workbook)
        let saved = try blank.saving(workbook)
        #expect(PackageVerification.findings(in: try saved.bytes) == [])
        // Each of the others upon it.
        for other in WorkbookEdits.all {
            var again = saved.workbook
            guard (try? other.run(&again)) != nil else { continue }
            let findings = PackageVerification.findings(in: try saved.saving(again).bytes)
            #expect(findings == [], "\(name), then \(other.name)")
        }
    }

    // The sample was made with the one that is left out.
    @Test(arguments: WorkbookEdits.all.map(\.name).filter { $0 != "name and merge" })
    func `A workbook with something of everything stays without a finding`(_ name: String) throws {
        let file = try PackageVerificationTests.sample()
        var workbook = file.workbook
        try #require(WorkbookEdits.all.first { $0.name == name }).run(&workbook)
        #expect(PackageVerification.findings(in: try file.saving(workbook).bytes) == [])
    }

    /// Files that bear Excel's marks but were changed by another program since, with what is wrong.
    private static let changedSince: Set<String> = ["bug304.xlsx", "TestIssue186_Template2.xlsx"]

    @Test(.enabled(if: !SharedFiles.areAbsent, "the shared workbooks are absent"))
    func `Files that Excel wrote have no errors`() throws {
        let manifest = try JSONDecoder().decode(
            Manifest.self, from: Data(contentsOf: SharedFiles.root.appending(path: "golden/MANIFEST.json")))
        var count = 0
        for origin in manifest.files where origin.excelMade ?? false {
            let url = SharedFiles.root.appending(path: "golden/" + origin.path)
            guard origin.path.contains(".xls"), !origin.path.hasPrefix("hostile"),
                !Self.changedSince.contains(url.lastPathComponent), let data = try? Data(contentsOf: url),
                data.count <= Self.sizeLimit, Package.sniff(Array(data)) == .workbook
            else { continue }
            count += 1
            let errors = PackageVerification.findings(in: Array(data)).filter { $0.severity == .error }
            #expect(errors == [], "\(origin.path)")
        }
        #expect(count > 100)
    }

    private struct Manifest: Decodable {
        let files: [Origin]
    }

    private struct Origin: Decodable {
        let path: String
        let excelMade: Bool?

        enum CodingKeys: String, CodingKey {
            case path
            case excelMade = "excel_made"
        }
    }

    /// Files with more bytes wait for `CELLAR_ALL`, as tests are built without optimisation; so do all edits but one
    /// of each file.
    private static let isThorough = ProcessInfo.processInfo.environment["CELLAR_ALL"] != nil
    private static let sizeLimit = isThorough ? Int.max : 24_000

    @Test(
        .enabled(if: !SharedFiles.areAbsent, "the shared workbooks are absent"),
        arguments: ["golden/roundtrip", "golden/charts", "golden/calc"])
    func `Saving real workbooks brings no new finding`(_ folder: String) throws {
        for (number, url) in GoldenSpreadsheetTests.files(folder).enumerated() {
            let bytes = Array(try Data(contentsOf: url))
            guard bytes.count <= Self.sizeLimit, let file = try? SpreadsheetFile(bytes), !file.workbook.sheets.isEmpty
            else { continue }
            let before = Kinds(PackageVerification.findings(in: bytes))
            for (place, edit) in WorkbookEdits.all.enumerated()
            where Self.isThorough || place == number % WorkbookEdits.all.count {
                var workbook = file.workbook
                // A protected or odd sheet refuses some of them.
                guard (try? edit.run(&workbook)) != nil else { continue }
                let saved = try file.saving(workbook).bytes
                let new = Kinds(PackageVerification.findings(in: saved)).added(to: before)
                #expect(new == [], "\(url.path), \(edit.name)")
            }
        }
    }

    /// How many findings there are of each kind in each part: numbers inside messages may change.
    private struct Kinds {
        private var findings: [String: [Finding]] = [:]

        init(_ list: [Finding]) {
            findings = Dictionary(grouping: list) { "\($0.severity) \($0.part) \($0.rule.name)" }
        }

        func added(to before: Kinds) -> [Finding] {
            findings.flatMap { kind, list in
                list.count > before.findings[kind]?.count ?? 0 ? list : []
            }
        }
    }
}
