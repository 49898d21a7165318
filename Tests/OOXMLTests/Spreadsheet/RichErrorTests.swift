// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing
import Workbooks

@testable import OOXML

/// Errors that stand in files as `#VALUE!` with a rich value.
@Suite(.enabled(if: !SharedFiles.areAbsent, "the golden workbooks are not here")) struct RichErrorTests {
    private static func file() throws -> SpreadsheetFile {
        let path = "golden/calc/IronCalc/ERROR.TYPE.xlsx"
        return try SpreadsheetFile(Array(Data(contentsOf: SharedFiles.root.appending(path: path))))
    }

    @Test func `a cell shows the error that its rich value tells`() throws {
        let sheet = try Self.file().workbook.sheets[0]
        #expect(sheet.value(7, 0) == .error(.calculation))
        #expect(sheet.value(13, 0) == .error(.spill))
    }

    @Test func `such a cell is kept with its rich value when another changes`() throws {
        let file = try Self.file()
        var workbook = file.workbook
        workbook.sheets[0].set(.number(1), row: 40, column: 5)
        let saved = try SpreadsheetFile(try file.saving(workbook).bytes)
        #expect(saved.workbook.sheets[0].value(7, 0) == .error(.calculation))
        #expect(saved.workbook.sheets[0].value(13, 0) == .error(.spill))
        #expect(saved.workbook.sheets[0].value(40, 5) == .number(1))
    }

    @Test func `it keeps its markup in a part of unusual spelling as well`() throws {
        let part: PartName = "/xl/worksheets/sheet1.xml"
        func marks(_ file: SpreadsheetFile) throws -> Int {
            String(decoding: try Package(file.bytes).data(of: part), as: UTF8.self).components(separatedBy: " vm=")
                .count
        }
        var package = try Package(Self.file().bytes)
        let text = String(decoding: try package.data(of: part), as: UTF8.self)
        package.set(part, Array(text.replacingOccurrences(of: "<sheetData>", with: "<sheetData><!-- -->").utf8))
        let file = try SpreadsheetFile(try package.serialised())
        var workbook = file.workbook
        #expect(workbook.sheets[0].value(7, 0) == .error(.calculation))
        workbook.sheets[0].set(.number(1), row: 40, column: 5)
        let saved = try file.saving(workbook)
        #expect(try marks(saved) == marks(file))
        #expect(try marks(saved) > 2)
        #expect(try SpreadsheetFile(saved.bytes).workbook.sheets[0].value(40, 5) == .number(1))
    }
}
