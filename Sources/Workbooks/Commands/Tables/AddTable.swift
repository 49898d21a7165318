// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Makes a range a table. Without headers of its own it gets a generated header row, and its cells move down.
public struct AddTable: Command {
    public static let name = "table.add"

    public var sheet: SheetID
    public var range: CellRange
    public var hasHeaders: Bool
    /// `nil` for the next `TableN`.
    public var tableName: String?
    /// The GUID that becomes its id in Graph; part of the command, so that replaying gives the same.
    public var uid: String

    public init(
        sheet: SheetID, range: CellRange, hasHeaders: Bool, name: String? = nil, uid: String = GUID.random()
    ) {
        self.sheet = sheet
        self.range = range
        self.hasHeaders = hasHeaders
        tableName = name
        self.uid = uid
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        try workbook.atomically { draft throws(WorkbookError) in try edit(&draft) }
    }

    private func edit(_ workbook: inout Workbook) throws(WorkbookError) -> Change {
        let sheetIndex = try workbook.position(of: sheet)
        try check(workbook, sheetIndex)
        var change = Change.structural
        var whole = range
        let columns = range.firstColumn...range.lastColumn
        if !hasHeaders {
            change += try workbook.makeRoom(
                row: range.firstRow, columns: columns, sheetIndex: sheetIndex, movesAlways: true)
            whole.lastRow += 1
        } else if range.rowCount == 1 {
            change += try workbook.makeRoom(row: range.lastRow + 1, columns: columns, sheetIndex: sheetIndex)
            whole.lastRow += 1
        }
        let spills = try workbook.arraysToRelease(in: whole, sheetIndex: sheetIndex) { _, _ in true }
        change += workbook.release(spills, sheetIndex: sheetIndex) { _ in false }
        workbook.sheets[sheetIndex].merges.removeAll { $0.intersects(whole) }
        var header = whole
        header.lastRow = header.firstRow
        let names = workbook.writeHeaders(header, sheetIndex: sheetIndex)
        let id = workbook.makeTableID()
        let table = Table(
            id: id, uid: uid, name: tableName ?? nextName(workbook, id), range: whole, hasHeaders: true,
            hasTotals: false, columns: names.enumerated().map { TableColumn(id: $0.offset + 1, name: $0.element) },
            style: TableStyle(name: "TableStyleMedium2"), showsFilterButton: true)
        workbook.sheets[sheetIndex].tables.append(table)
        change.values.append(Area(sheet: sheet, range: header))
        change.formulas.append(Area(sheet: sheet, range: header))
        change.formulas += workbook.formulasUsing(table: table.name)
        return change
    }

    private func check(_ workbook: Workbook, _ sheetIndex: Int) throws(WorkbookError) {
        guard range.isOnGrid, range.lastRow < GridLimits.lastRow || hasHeaders && range.rowCount > 1 else {
            throw .invalidArgument("The range leaves no room for the table on the worksheet.")
        }
        try workbook.checkUnprotected(sheetIndex)
        let sheet = workbook.sheets[sheetIndex]
        if let other = sheet.tables.first(where: { $0.range.intersects(range) }) {
            throw .invalidOperation("The range overlaps the table '\(other.name)'.")
        }
        for case let array? in sheet.arrays where !array.isDynamic && array.range.intersects(range) {
            guard array.range.isSingleCell else {
                throw .invalidOperation("A table cannot hold the array formula in \(array.range.a1).")
            }
        }
        if let tableName {
            try NameRules.check(tableName)
            try workbook.checkUnused(tableName: tableName)
        }
    }

    private func nextName(_ workbook: Workbook, _ id: Int) -> String {
        var number = id
        while workbook.table(named: "Table\(number)") != nil || workbook.definedName("Table\(number)", on: nil) != nil {
            number += 1
        }
        return "Table\(number)"
    }
}
