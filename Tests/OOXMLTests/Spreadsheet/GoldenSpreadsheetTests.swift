// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Foundation
import Testing
import Workbooks

@testable import OOXML

/// Opening, saving and opening again, over real workbooks.
@Suite(.enabled(if: !SharedFiles.areAbsent, "the shared workbooks are absent"))
struct GoldenSpreadsheetTests {
    static let folders = ["golden/roundtrip", "golden/charts", "golden/calc"]

    /// Files that are no xlsx workbook or broken beyond reading, with the reason.
    static let unreadable: [String: String] = [
        "ProjectStatusReport_TP10094814.xltx": "a format of before the standard",
        "HugeStyles.xlsx": "a style part beyond the limit on XML nodes",
    ]

    static func files(_ folder: String) -> [URL] {
        SharedFiles.all(folder).filter { url in
            ["xlsx", "xlsm", "xltx", "xltm", "xlam"].contains(url.pathExtension.lowercased())
        }
    }

    /// Files with more bytes are only opened and saved without a change, as tests are built without optimisation;
    /// `CELLAR_ALL` lifts this.
    private static let sizeLimit = ProcessInfo.processInfo.environment["CELLAR_ALL"] == nil ? 24_000 : Int.max

    /// Opens every file of a folder that opens at all, and fails for those that should.
    private func forEachFile(
        _ folder: String, sizeLimit: Int = .max, _ body: (URL, [UInt8], SpreadsheetFile) throws -> Void
    ) throws {
        for url in Self.files(folder) {
            let bytes = Array(try Data(contentsOf: url))
            guard bytes.count <= sizeLimit else { continue }
            do {
                try body(url, bytes, try SpreadsheetFile(bytes))
            } catch {
                let isExpected: Bool =
                    switch error as? PackageError {
                    case .encrypted, .legacyXLS, .notAWorkbook, .notAZip: true
                    default: Self.unreadable[url.lastPathComponent] != nil
                    }
                #expect(isExpected, "\(url.path): \(error)")
            }
        }
    }

    @Test(arguments: folders)
    func `Saving without a change gives the same bytes`(_ folder: String) throws {
        try forEachFile(folder) { url, bytes, file in
            let saved = try file.saving(file.workbook)
            #expect(try saved.bytes == bytes, "\(url.path)")
        }
    }

    @Test(arguments: folders)
    func `One changed cell changes only its sheet and what depends on it`(_ folder: String) throws {
        try forEachFile(folder, sizeLimit: Self.sizeLimit) { url, _, file in
            var workbook = file.workbook
            guard !workbook.sheets.isEmpty else { return }
            let used = workbook.sheets[0].usedRange(valuesOnly: true)
            let place = used?.last ?? CellAddress(row: 0, column: 0)
            let hadFormula = workbook.sheets[0].formulas[place.row, place.column] != 0
            workbook.sheets[0].formulas.set(0, row: place.row, column: place.column)
            // An array of this cell alone goes with its formula.
            workbook.sheets[0].uncover(anchor: place)
            workbook.sheets[0].set(.number(1234.5), row: place.row, column: place.column)
            let saved = try file.saving(workbook)
            let sheet = try #require(file.parts.sheets[workbook.sheets[0].id.rawValue])
            var allowed: Set<PartName> = [sheet]
            if hadFormula {
                allowed.insert(file.parts.workbook.relationships)
                allowed.insert(ContentTypes.part)
                allowed.formUnion(
                    try file.package.relationships(of: file.parts.workbook).filter { $0.type == .calculationChain }
                        .compactMap { file.package.resolve($0, from: file.parts.workbook) })
            }
            let before = try Self.parts(of: file.package)
            let after = try Self.parts(of: saved.package)
            let differing = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            // Signatures go, as they would be false.
            let isSigned = try !file.package.relationships(of: nil).filter { $0.type == .digitalSignatureOrigin }
                .isEmpty
            if isSigned { allowed.formUnion(differing.filter { $0.key.contains("_xmlsignatures") }) }
            if isSigned { allowed.formUnion(["/_rels/.rels", ContentTypes.part]) }
            #expect(differing.subtracting(allowed).isEmpty, "\(url.path): \(differing)")
            try Self.expectSame(saved, as: workbook, url)
        }
    }

    @Test(arguments: folders)
    func `Changes of cells are what is read again`(_ folder: String) throws {
        try forEachFile(folder, sizeLimit: Self.sizeLimit) { url, _, file in
            var workbook = file.workbook
            guard !workbook.sheets.isEmpty else { return }
            for index in workbook.sheets.indices { Self.change(&workbook, index) }
            let saved = try file.saving(workbook)
            try Self.expectSame(saved, as: workbook, url)
            // A second save builds on the first.
            var again = saved.workbook
            again.sheets[0].set(.text("again & again"), row: 3, column: 3)
            again.sheets[0].formulas.set(0, row: 3, column: 3)
            again.sheets[0].uncover(anchor: CellAddress(row: 3, column: 3))
            try Self.expectSame(try saved.saving(again), as: again, url)
        }
    }

    /// Changes of every kind around the upper left corner and around what is last.
    private static func change(_ workbook: inout Workbook, _ index: Int) {
        let used = workbook.sheets[index].usedRange(valuesOnly: false) ?? CellRange(CellAddress(row: 2, column: 2))
        let places = [used.first, used.last, CellAddress(row: used.lastRow / 2, column: used.lastColumn / 2)]
        for place in places where workbook.sheets[index].arrayCover[place.row, place.column] == 0 {
            workbook.sheets[index].formulas.set(0, row: place.row, column: place.column)
            workbook.sheets[index].set(.text(" new <\(index)> _x0041_ "), row: place.row, column: place.column)
        }
        let below = min(used.lastRow + 2, GridLimits.lastRow)
        guard below > used.lastRow else { return }
        workbook.sheets[index].set(.boolean(true), row: below, column: used.firstColumn)
        if let sum = try? FormulaParser.parse(
            "=SUM(A1:B2)*1.5&\"<\"", at: CellAddress(row: below, column: used.firstColumn),
            sheets: workbook.sheetNames, syntax: FormulaSyntax())
        {
            workbook.setFormula(
                sum, kind: .implicit, at: CellAddress(row: below, column: used.firstColumn), sheetIndex: index)
            workbook.sheets[index].set(.text("0<"), row: below, column: used.firstColumn)
        }
        workbook.sheets[index].rows[below] = RowProperties(height: 33, isHidden: index > 0)
        var format = workbook.styles[workbook.sheets[index].styles[used.firstRow, used.firstColumn]]
        format.numberFormatID = workbook.styles.numberFormatID(for: "0.000\"<\(index)>\"")
        if let style = workbook.styles.intern(format) {
            workbook.sheets[index].styles.set(style, row: below, column: used.firstColumn)
        }
    }

    private static func expectSame(_ saved: SpreadsheetFile, as workbook: Workbook, _ url: URL) throws {
        let again = try SpreadsheetFile(saved.bytes)
        let (before, after) = (WorkbookDescription(workbook), WorkbookDescription(again.workbook))
        #expect(before == after, "\(url.path): \(after.difference(from: before))")
    }

    static func parts(of package: Package) throws -> [PartName: [UInt8]] {
        var parts: [PartName: [UInt8]] = [:]
        for part in package.parts { parts[part] = (try? package.data(of: part)) ?? [] }
        return parts
    }
}
