// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats

extension Workbook {
    /// Writes entries and number formats into a range of a sheet as if they were typed: arrays, merged cells, table
    /// headers and protection are minded. Throws before anything is written, but for a full table of formats.
    mutating func enter(
        _ entries: RangeEntries, numberFormats: RangeNumberFormats? = nil, sheetIndex: Int
    ) throws(WorkbookError) -> Change {
        var entries = entries
        entries.leaveOut(merges: sheets[sheetIndex].merges)
        try checkProtection(entries, sheetIndex: sheetIndex)
        if numberFormats != nil { try checkMayFormat(sheetIndex: sheetIndex) }
        let arrays = try arraysToRelease(in: entries.range, sheetIndex: sheetIndex) { entries.touches($0, $1) }
        let renames = try headerRenames(&entries, sheetIndex: sheetIndex)
        var change = release(arrays, sheetIndex: sheetIndex) {
            entries.range.contains($0) && entries.touches($0.row, $0.column)
        }
        change += try write(entries, numberFormats, sheetIndex: sheetIndex)
        for rename in renames { change += renameColumn(rename) }
        return change
    }

    /// Throws when a cell that gets content is locked.
    private func checkProtection(_ entries: RangeEntries, sheetIndex: Int) throws(WorkbookError) {
        guard sheets[sheetIndex].protection != nil, !entries.isUnchanged else { return }
        try checkUnlocked(entries.range, sheetIndex: sheetIndex) { entries.touches($0, $1) }
    }

    /// Throws when one of the cells that are meant is locked on a protected sheet.
    func checkUnlocked(
        _ range: CellRange, sheetIndex: Int, where isMeant: (Int32, Int32) -> Bool = { _, _ in true }
    ) throws(WorkbookError) {
        let sheet = sheets[sheetIndex]
        guard sheet.protection != nil else { return }
        let lookup = StyleLookup(sheet, in: range)
        for row in range.firstRow...range.lastRow {
            for column in range.firstColumn...range.lastColumn where isMeant(row, column) {
                let style = lookup.effective(sheet.styles[row, column], row, column)
                guard !styles[style].isLocked else {
                    throw .accessDenied("The sheet '\(sheet.name)' is protected and the cell is locked.")
                }
            }
        }
    }

    func checkMayFormat(sheetIndex: Int) throws(WorkbookError) {
        guard let protection = sheets[sheetIndex].protection, !protection.allowFormatCells else { return }
        throw .accessDenied("The sheet '\(sheets[sheetIndex].name)' is protected against formatting cells.")
    }

    private mutating func write(
        _ entries: RangeEntries, _ numberFormats: RangeNumberFormats?, sheetIndex: Int
    ) throws(WorkbookError) -> Change {
        let range = entries.range
        var writer = CellWriter(
            lookup: StyleLookup(sheets[sheetIndex], in: range), formulaNumbers: [:],
            generalID: styles.numberFormatID(for: "General"))
        for column in range.firstColumn...range.lastColumn {
            for row in range.firstRow...range.lastRow {
                let format = numberFormats?.id(row, column)
                try writer.write(
                    entries[row, column], numberFormatID: format, row, column, &sheets[sheetIndex], &styles, &formulas)
            }
        }
        return writer.change(on: sheets[sheetIndex].id, hasFormats: numberFormats != nil ? range : nil)
    }
}

/// Writes entries cell by cell and notes what was touched.
struct CellWriter {
    let lookup: StyleLookup
    /// The numbers of templates met so far, by identity: a range filled with one formula is interned once.
    var formulaNumbers: [ObjectIdentifier: UInt32]
    let generalID: Int
    private var edit = StyleEdit()
    private var values = TouchedCells()
    private var formulas = TouchedCells()

    init(lookup: StyleLookup, formulaNumbers: [ObjectIdentifier: UInt32], generalID: Int) {
        self.lookup = lookup
        self.formulaNumbers = formulaNumbers
        self.generalID = generalID
    }

    mutating func write(
        _ entry: CellEntry, numberFormatID: Int?, _ row: Int32, _ column: Int32, _ sheet: inout Worksheet,
        _ styles: inout StyleTable, _ store: inout FormulaStore
    ) throws(WorkbookError) {
        var numberFormatID = numberFormatID
        var hasQuotePrefix: Bool?
        let own = sheet.styles[row, column]
        let style = lookup.effective(own, row, column)
        switch entry {
        case .unchanged: break
        case .blank:
            replaceFormula(by: 0, row, column, &sheet)
            sheet.values.set(.empty, row: row, column: column)
            numberFormatID = numberFormatID ?? generalID
            hasQuotePrefix = false
        case .constant(let value, let formatCode, let isForcedText):
            replaceFormula(by: 0, row, column, &sheet)
            sheet.set(value, row: row, column: column)
            hasQuotePrefix = isForcedText
            if let formatCode, numberFormatID == nil, styles.numberFormat(ofStyle: style).isGeneral {
                numberFormatID = styles.numberFormatID(for: formatCode)
            }
        case .formula(let template):
            replaceFormula(by: number(of: template, &store), row, column, &sheet)
            sheet.values.set(.empty, row: row, column: column)
            hasQuotePrefix = false
        }
        if hasQuotePrefix != nil { values.add(row, column) }
        if numberFormatID != nil || hasQuotePrefix != nil && (hasQuotePrefix == true || style != 0) {
            let new = try edit.style(
                style, numberFormatID: numberFormatID, hasQuotePrefix: hasQuotePrefix, in: &styles)
            if new != own { sheet.styles.set(new, row: row, column: column) }
        }
    }

    private mutating func replaceFormula(by number: UInt32, _ row: Int32, _ column: Int32, _ sheet: inout Worksheet) {
        let old = sheet.formulas[row, column]
        guard old != 0 || number != 0 else { return }
        formulas.add(row, column)
        sheet.formulas.set(number, row: row, column: column)
    }

    private mutating func number(of template: FormulaTemplate, _ store: inout FormulaStore) -> UInt32 {
        if let known = formulaNumbers[ObjectIdentifier(template)] { return known }
        let number = store.intern(template)
        formulaNumbers[ObjectIdentifier(template)] = number
        return number
    }

    func change(on sheet: SheetID, hasFormats range: CellRange?) -> Change {
        var change = Change()
        if let box = values.box { change.values = [Area(sheet: sheet, range: box)] }
        if let box = formulas.box { change.formulas = [Area(sheet: sheet, range: box)] }
        if let range { change.formats = [Area(sheet: sheet, range: range)] }
        return change
    }
}

/// The rectangle around cells.
struct TouchedCells {
    private(set) var box: CellRange?

    @inline(__always) mutating func add(_ row: Int32, _ column: Int32) {
        guard var known = box else {
            box = CellRange(CellAddress(row: row, column: column))
            return
        }
        known.firstRow = min(known.firstRow, row)
        known.lastRow = max(known.lastRow, row)
        known.firstColumn = min(known.firstColumn, column)
        known.lastColumn = max(known.lastColumn, column)
        box = known
    }
}
