// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
import Formulas
import NumberFormats

/// Writes values, formulas and number formats into a range, and hides or shows its rows and columns.
///
/// Each grid has the size of the range or one element, which fills it: the relative references of a formula then shift
/// from cell to cell. Where several grids set one cell, formulas win over values.
public struct UpdateRange: Command {
    public static let name = "range.update"

    public var sheet: SheetID
    public var range: CellRange
    public var values: CellInputs?
    /// In A1 notation, English.
    public var formulas: CellInputs?
    public var formulasR1C1: CellInputs?
    /// Format codes; the empty text is General.
    public var numberFormat: CellInputs?
    public var rowHidden: Bool?
    public var columnHidden: Bool?
    /// The year of dates that are typed without one; part of the command, so that replaying gives the same.
    public var currentYear: Int

    /// Excel's limit on the cells of one call.
    public static let maximumCells = 5_000_000

    public init(
        sheet: SheetID, range: CellRange, values: CellInputs? = nil, formulas: CellInputs? = nil,
        formulasR1C1: CellInputs? = nil, numberFormat: CellInputs? = nil, rowHidden: Bool? = nil,
        columnHidden: Bool? = nil, currentYear: Int
    ) {
        self.sheet = sheet
        self.range = range
        self.values = values
        self.formulas = formulas
        self.formulasR1C1 = formulasR1C1
        self.numberFormat = numberFormat
        self.rowHidden = rowHidden
        self.columnHidden = columnHidden
        self.currentYear = currentYear
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let sheetIndex = try workbook.position(of: sheet)
        try checkGrids()
        try workbook.checkMayHide(rows: rowHidden != nil, columns: columnHidden != nil, sheetIndex: sheetIndex)
        let formats = try numberFormat.map { grid throws(WorkbookError) in try NumberFormatGrid(grid) }
        let entries = try entries(workbook, formats, sheetIndex)
        var change = Change()
        if let entries {
            let numberFormats = formats.map {
                RangeNumberFormats(
                    range: range, ids: $0.codes.map { code in code.map { workbook.styles.numberFormatID(for: $0) } })
            }
            change = try workbook.enter(entries, numberFormats: numberFormats, sheetIndex: sheetIndex)
        }
        if let rowHidden { change += workbook.hideRows(of: range, rowHidden, sheetIndex: sheetIndex) }
        if let columnHidden { change += workbook.hideColumns(of: range, columnHidden, sheetIndex: sheetIndex) }
        return change
    }

    private func checkGrids() throws(WorkbookError) {
        guard range.isOnGrid else { throw .invalidReference("The range is off the grid.") }
        let grids = [values, formulas, formulasR1C1, numberFormat].compactMap { $0 }
        if grids.isEmpty { return }
        guard !range.isWholeRows, !range.isWholeColumns else {
            throw .invalidArgument("Values, formulas and number formats cannot be set for whole rows or columns.")
        }
        guard range.cellCount <= Self.maximumCells else {
            throw .rangeExceedsLimit("A range of \(range.cellCount) cells is too large for one call.")
        }
        for grid in grids where !grid.isSingle {
            guard grid.rows == range.rowCount, grid.columns == range.columnCount else {
                throw .invalidArgument(
                    "A grid has \(grid.rows) rows and \(grid.columns) columns, but the range \(range.a1) has "
                        + "\(range.rowCount) rows and \(range.columnCount) columns.")
            }
        }
    }

    /// What each cell gets; `nil` when the command has no grid.
    private func entries(
        _ workbook: Workbook, _ formats: NumberFormatGrid?, _ sheetIndex: Int
    ) throws(WorkbookError) -> RangeEntries? {
        let inputs = [(formulasR1C1, FormulaSyntax.Notation.r1c1), (formulas, .a1), (values, .a1)]
            .compactMap { grid, notation in grid.map { ($0, notation) } }
        if inputs.isEmpty && formats == nil { return nil }
        let reader = EntryReader(workbook, sheet: sheet, currentYear: currentYear)
        let isText = TextCells(workbook, sheetIndex, range, formats)
        func entry(_ row: Int, _ column: Int) throws(WorkbookError) -> CellEntry {
            let cell = CellAddress(row: range.firstRow + Int32(row), column: range.firstColumn + Int32(column))
            for (grid, notation) in inputs {
                let input = grid[row, column]
                if input == .unchanged { continue }
                // A single input is read where the range begins and then shifts with the cell.
                let place = grid.isSingle ? range.first : cell
                return try reader.entry(input, at: place, notation: notation, isText: isText.contains(row, column))
            }
            return .unchanged
        }
        if inputs.allSatisfy({ $0.0.isSingle }), isText.isUniform {
            return RangeEntries(range: range, elements: [try entry(0, 0)])
        }
        var elements: [CellEntry] = []
        elements.reserveCapacity(range.cellCount)
        for row in 0..<range.rowCount {
            for column in 0..<range.columnCount { elements.append(try entry(row, column)) }
        }
        return RangeEntries(range: range, elements: elements)
    }
}
