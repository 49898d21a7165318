// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@testable import OOXML
@testable import Workbooks

struct TableSortTests {
    /// A file with a table of two columns over A1:B4.
    private static func file() throws -> SpreadsheetFile {
        let blank = SpreadsheetFile.blank(sheetNames: ["One"])
        var workbook = blank.workbook
        for row in Int32(1)..<4 {
            for column in Int32(0)..<2 { workbook.sheets[0].set(.number(Double(row)), row: row, column: column) }
        }
        let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 3, lastColumn: 1)
        _ = try AddTable(sheet: workbook.sheets[0].id, range: range, hasHeaders: true, name: "T", uid: "{T}")
            .apply(to: &workbook)
        return try SpreadsheetFile(blank.saving(workbook).bytes)
    }

    private static func sort(_ file: SpreadsheetFile, column: Int = 1) -> TableSort {
        TableSort(
            fields: [
                .init(
                    columnID: file.workbook.sheets[0].tables[0].columns[column].id, criterion: .value,
                    isAscending: false)
            ], matchesCase: true, method: .pinYin)
    }

    private static func text(_ file: SpreadsheetFile) throws -> String {
        String(decoding: try file.package.data(of: "/xl/tables/table1.xml"), as: UTF8.self)
    }

    private static func saved(
        _ file: SpreadsheetFile, _ commands: [any Command]
    ) throws -> SpreadsheetFile {
        var workbook = file.workbook
        for command in commands { _ = try command.apply(to: &workbook) }
        return try file.saving(workbook)
    }

    @Test func `The sort of a table is written behind its filter and read again`() throws {
        let file = try Self.file()
        let (sort, order) = (Self.sort(file), try #require(LineOrder([2, 1, 0])))
        let id = file.workbook.sheets[0].tables[0].id
        let saved = try Self.saved(file, [SortTable(tableID: id, sort: sort, order: order)])
        #expect(
            try Self.text(saved).contains(
                "<autoFilter ref=\"A1:B4\"/><sortState caseSensitive=\"1\" ref=\"A2:B4\"><sortCondition descending=\"1\" "
                    + "ref=\"B2:B4\"/></sortState><tableColumns"))
        let read = try SpreadsheetFile(saved.bytes)
        #expect(read.workbook.sheets[0].tables[0].sort == sort)
        let cleared = try Self.saved(read, [ClearTableSort(tableID: id)])
        #expect(try !Self.text(cleared).contains("sortState"))
        let other = try Self.saved(read, [SortTable(tableID: id, sort: Self.sort(file, column: 0), order: order)])
        #expect(try Self.text(other).contains("ref=\"A2:A4\"/></sortState>"))
    }

    @Test func `A sort follows its table, whether it was there before or not`() throws {
        let file = try Self.file()
        let (sort, order) = (Self.sort(file), try #require(LineOrder([2, 1, 0])))
        let table = file.workbook.sheets[0].tables[0]
        let sheet = file.workbook.sheets[0].id
        let sorting = SortTable(tableID: table.id, sort: sort, order: order)
        let row = InsertCells(sheet: sheet, range: try #require(CellRange(a1: "1:2")), shift: .down)
        let sorted = try SpreadsheetFile(Self.saved(file, [sorting]).bytes)
        for saved in [try Self.saved(file, [row, sorting]), try Self.saved(sorted, [row])] {
            #expect(try Self.text(saved).contains("ref=\"A4:B6\"><sortCondition descending=\"1\" ref=\"B4:B6\"/>"))
        }
        let gone = try Self.saved(sorted, [DeleteTableColumn(tableID: table.id, columnID: table.columns[1].id)])
        #expect(try !Self.text(gone).contains("sortCondition"))
    }
}
