// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats
import TestSupport
import Workbooks

/// Random commands on small sheets, so that they often meet each other's cells.
struct RandomEdits {
    var generator: SeededGenerator
    private static let rows: Int32 = 14
    private static let columns: Int32 = 8

    /// Whether most formulas give arrays of any size.
    private let arraysAreFrequent: Bool

    init(seed: UInt64, arraysAreFrequent: Bool = false) {
        generator = SeededGenerator(seed: seed)
        self.arraysAreFrequent = arraysAreFrequent
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

    private mutating func range(_ maximum: Int32 = 3) -> CellRange {
        let row = Int32.random(in: 0..<Self.rows, using: &generator)
        let column = Int32.random(in: 0..<Self.columns, using: &generator)
        return CellRange(
            firstRow: row, firstColumn: column, lastRow: row + .random(in: 0..<maximum, using: &generator),
            lastColumn: column + .random(in: 0..<maximum, using: &generator))
    }

    private mutating func input(_ workbook: Workbook) -> CellInput {
        switch number(0...11) {
        case 0: return .unchanged
        case 1: return .text("")
        case 2: return .boolean(true)
        case 3: return .text(["x", "'7", "1/2/2024", "12%"][number(0...3)])
        case 4...6: return .text(formula(workbook))
        default: return .number(Double(number(-9...9)))
        }
    }

    /// A formula whose array depends on cells, its own perhaps among them.
    private mutating func array() -> String {
        let (one, other, area) = (range().first.a1, range().first.a1, range().a1)
        let size = "IFERROR(MOD(ABS(\(one)),4)+1,2)"
        switch number(0...7) {
        case 0: return "=SEQUENCE(\(size))"
        case 1: return "=SEQUENCE(1,\(size))"
        case 2: return "=SEQUENCE(\(size),2)"
        case 3: return "=SEQUENCE(\(number(1...4)),\(number(1...4)))"
        case 4: return "=IFERROR(\(area)*2,0)"
        case 5: return "=IFERROR(SUM(\(other)#),-1)"
        case 6: return "=IFERROR(SEQUENCE(COUNT(\(area))),1)"
        default: return "=SUM(\(area))"
        }
    }

    private mutating func formula(_ workbook: Workbook) -> String {
        if arraysAreFrequent, number(0...3) > 0 { return array() }
        let one = range().first.a1
        let area = range().a1
        let sheet = workbook.sheets[number(0...workbook.sheets.count - 1)].name
        // Errors would spread until nothing else is left to compare.
        switch number(0...9) {
        case 0: return "=SUM(\(one))+1"
        case 1: return "=IFERROR(\(one)*2-\(area.split(separator: ":")[0]),3)"
        case 2: return "=IFERROR(SUM(\(area)),4)"
        case 3: return "=IFERROR(SUM('\(sheet)'!\(area)),5)"
        case 4: return "=IFERROR(IF(\(one)>0,SUM($A$1:$B$3),'\(sheet)'!$C$2),6)"
        case 5: return "=IFERROR(SUM('\(sheet)'!B:C),0)"
        case 6: return "=IFERROR(Rate+\(one),7)"
        case 7:
            let tables = workbook.sheets.flatMap(\.tables)
            guard let table = tables.randomElement(using: &generator),
                let column = table.columns.randomElement(using: &generator)
            else { return "=COUNT(\(area))" }
            return "=IFERROR(SUM(\(table.name)[\(column.name)]),8)"
        case 8: return "=SUM(\(one))-2"
        default: return "={1,2;3,4}*\(number(2...5))"
        }
    }

    private mutating func grid(_ rows: Int, _ columns: Int, _ workbook: Workbook) throws -> CellInputs {
        var elements: [CellInput] = []
        for _ in 0..<rows * columns { elements.append(input(workbook)) }
        return try CellInputs(rows: rows, columns: columns, elements: elements)
    }

    /// The next command for a workbook; it may well be refused.
    mutating func next(_ workbook: Workbook) throws -> any Command {
        let sheet = workbook.sheets[number(0...workbook.sheets.count - 1)].id
        let range = range()
        switch number(0...31) {
        case 30: return ReorderRange(sheet: sheet, range: range, orientation: .rows, order: order(range.rowCount))
        case 31: return ReorderRange(sheet: sheet, range: range, orientation: .columns, order: order(range.columnCount))
        case 0: return ClearRange(sheet: sheet, range: range, applyTo: .contents)
        case 1: return ClearRange(sheet: sheet, range: range)
        case 2: return InsertCells(sheet: sheet, range: range, shift: .down)
        case 3: return InsertCells(sheet: sheet, range: range, shift: .right)
        case 4: return DeleteCells(sheet: sheet, range: range, shift: .up)
        case 5: return DeleteCells(sheet: sheet, range: range, shift: .left)
        case 6:
            var rows = range
            (rows.firstColumn, rows.lastColumn) = (0, GridLimits.lastColumn)
            return number(0...1) == 0
                ? InsertCells(sheet: sheet, range: rows, shift: .down)
                : DeleteCells(sheet: sheet, range: rows, shift: .up)
        case 7:
            var columns = range
            (columns.firstRow, columns.lastRow) = (0, GridLimits.lastRow)
            return number(0...1) == 0
                ? InsertCells(sheet: sheet, range: columns, shift: .right)
                : DeleteCells(sheet: sheet, range: columns, shift: .left)
        case 8: return MergeCells(sheet: sheet, range: range, across: number(0...1) == 0)
        case 9: return UnmergeCells(sheet: sheet, range: range)
        case 10 where workbook.sheets.count < 4: return AddWorksheet(uid: "{\(workbook.sheets.count)}")
        case 10: return DeleteWorksheet(sheet: sheet)
        case 11: return UpdateWorksheet(sheet: sheet, newName: "S \(number(0...5))", position: number(0...2))
        case 12: return AddName(name: "Rate", formula: "=\(range.first.a1)+\(number(0...3))")
        case 13: return DeleteName(name: "Rate")
        case 14...19: return try tableCommand(workbook, sheet, range)
        case 20:
            return UpdateRange(
                sheet: sheet, range: range, formulas: CellInputs(.text(formula(workbook))), currentYear: 2026)
        default:
            return UpdateRange(
                sheet: sheet, range: range, values: try grid(range.rowCount, range.columnCount, workbook),
                currentYear: 2026)
        }
    }

    private mutating func order(_ count: Int) -> LineOrder {
        LineOrder((0..<Int32(count)).shuffled(using: &generator))!
    }

    private mutating func tableCommand(
        _ workbook: Workbook, _ sheet: SheetID, _ range: CellRange
    ) throws -> any Command {
        guard let table = workbook.sheets.flatMap(\.tables).randomElement(using: &generator), number(0...3) > 0 else {
            return AddTable(sheet: sheet, range: range, hasHeaders: number(0...1) == 0, uid: "{\(number(0...99))}")
        }
        let column = table.columns[number(0...table.columns.count - 1)].id
        switch number(0...10) {
        case 10:
            let field = TableSort.Field(columnID: column, criterion: .value, isAscending: number(0...1) == 0)
            return SortTable(
                tableID: table.id, sort: TableSort(fields: [field], matchesCase: false, method: .pinYin),
                order: order(table.dataRange?.rowCount ?? 0))
        case 0: return UpdateTable(tableID: table.id, newName: "T_\(number(0...9))", showTotals: number(0...1) == 0)
        case 1: return UpdateTable(tableID: table.id, showHeaders: number(0...1) == 0)
        case 2: return number(0...1) == 0 ? DeleteTable(tableID: table.id) : ConvertTableToRange(tableID: table.id)
        case 3: return DeleteTableRow(tableID: table.id, index: number(0...2))
        case 4: return AddTableColumn(tableID: table.id, index: number(-1...2), currentYear: 2026)
        case 5:
            return UpdateTableColumn(
                tableID: table.id, columnID: column, newName: "c\(number(0...9))", currentYear: 2026)
        case 6: return DeleteTableColumn(tableID: table.id, columnID: column)
        case 7:
            return UpdateTableRow(
                tableID: table.id, index: 0, values: try grid(1, table.columns.count, workbook), currentYear: 2026)
        default:
            return AddTableRows(
                tableID: table.id, index: number(-1...2),
                values: try grid(number(1...2), table.columns.count, workbook), currentYear: 2026)
        }
    }
}

/// Everything users could see of a workbook, as lines of text to compare.
func description(of workbook: Workbook) -> [String] {
    var lines = workbook.names.map { "name \($0.name) \(String(describing: $0.expression))" }
    for sheet in workbook.sheets {
        lines.append("sheet \(sheet.name) \(sheet.uid) \(sheet.visibility) \(sheet.merges.map(\.a1))")
        for table in sheet.tables { lines.append("table \(table)") }
        for area in sheet.arrays.compactMap({ $0 }) { lines.append("array \(area.range.a1)") }
        guard let used = sheet.usedRange(valuesOnly: false) else { continue }
        for row in used.firstRow...used.lastRow {
            for column in used.firstColumn...used.lastColumn {
                let cell = CellAddress(row: row, column: column)
                let formula = workbook.formulaText(at: cell, on: sheet.id) ?? ""
                let value = sheet.value(row, column)
                let format = workbook.styles.numberFormat(ofStyle: sheet.styles[row, column]).code
                if formula.isEmpty, value.isEmpty, format == "General" { continue }
                lines.append("\(sheet.name)!\(cell.a1) \(formula) \(value) \(format)")
            }
        }
    }
    return lines
}
