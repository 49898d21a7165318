// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import NumberFormats
import Workbooks

/// What functions may ask of the workbook being calculated.
extension Evaluator: WorkbookReader {
    func value(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> CellValue { stored(sheet, row, column).value }

    func forEachBlock(
        in area: Area,
        _ body: (_ column: Int32, _ firstRow: Int32, UnsafeBufferPointer<PackedValue>) throws(CellError) -> Void
    ) throws(CellError) {
        if pending != nil {
            demand(area)
            // The result is void: nothing need be read for it.
            if need != nil { return }
        }
        guard let position = position(area.sheet) else { throw .reference }
        // The plane's own method rethrows untyped errors; a typed one is carried out by hand.
        var failure: CellError?
        workbook.sheets[position].values.visitBlocks(in: area.range) { column, firstRow, block in
            do throws(CellError) {
                try context.charge(block.count)
                try body(column, firstRow, block)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    func forEachByRow(
        in area: Area, _ body: (_ row: Int32, _ column: Int32, PackedValue) throws(CellError) -> Void
    ) throws(CellError) {
        if pending != nil { demand(area) }
        guard let position = position(area.sheet) else { throw .reference }
        var failure: CellError?
        workbook.sheets[position].values.visitByRow(in: area.range) { row, column, value in
            do throws(CellError) {
                try body(row, column, value)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    func usedRange(of sheet: SheetID) -> CellRange? {
        guard let position = position(sheet) else { return nil }
        if let known = usedRanges[position] { return known }
        let used = workbook.sheets[position].usedRange(valuesOnly: true)
        usedRanges[position] = .some(used)
        return used
    }

    /// A formula entered with Ctrl+Shift+Enter stands in braces, and in every cell it fills.
    func formulaText(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> String? {
        let cell = CellAddress(row: row, column: column)
        guard let position = position(sheet) else { return nil }
        let anchor = workbook.sheets[position].array(at: row, column)?.anchor ?? cell
        let formula = workbook.sheets[position].formulas[anchor.row, anchor.column]
        guard formula != 0, workbook.formulas[formula].kind == .array else {
            return workbook.formulaText(at: cell, on: sheet)
        }
        return workbook.formulaText(at: anchor, on: sheet).map { "{" + $0 + "}" }
    }

    func isSubtotal(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> Bool {
        guard let position = position(sheet) else { return false }
        let formula = workbook.sheets[position].formulas[row, column]
        return formula != 0 && workbook.formulas.shape(of: formula).callsSubtotal
    }

    func isRowHidden(_ sheet: SheetID, _ row: Int32) -> Bool {
        guard let position = position(sheet) else { return false }
        let properties = workbook.sheets[position].rows[row]
        return properties.isHidden || properties.isFiltered
    }

    func isRowFiltered(_ sheet: SheetID, _ row: Int32) -> Bool {
        position(sheet).map { workbook.sheets[$0].rows[row].isFiltered } ?? false
    }

    func columnWidth(_ sheet: SheetID, _ column: Int32) -> Double {
        guard let position = position(sheet) else { return 0 }
        let properties = workbook.sheets[position].columns[column]
        return properties.isHidden ? 0 : properties.width ?? workbook.sheets[position].columns.defaultWidth
    }

    func hasDefaultWidth(_ sheet: SheetID, _ column: Int32) -> Bool {
        position(sheet).map { workbook.sheets[$0].columns[column].width == nil } ?? true
    }

    func numberFormat(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> NumberFormat {
        guard let position = position(sheet) else { return .general }
        return workbook.styles.numberFormat(ofStyle: workbook.sheets[position].styles[row, column])
    }

    func cellFormat(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> CellFormatFacts {
        let style = position(sheet).map { workbook.sheets[$0].styles[row, column] } ?? 0
        let format = workbook.styles[style]
        return CellFormatFacts(isLocked: format.isLocked, horizontalAlignment: format.alignment.horizontal)
    }

    func phonetic(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> PhoneticText? {
        let value = stored(sheet, row, column)
        guard let phonetics = workbook.phonetics, value.isText else { return nil }
        // A text without a reading is one in itself.
        return phonetics[value.text.sharedIndex]
            ?? PhoneticText(text: value.text.string, form: .fullwidthKatakana)
    }

    var sheets: [SheetID] { workbook.sheets.map(\.id) }

    func sheetName(_ sheet: SheetID) -> String { workbook.sheet(sheet)?.name ?? "" }

    func reference(text: String, isR1C1: Bool, at cell: CallContext.Cell) -> Reference? {
        let syntax = FormulaSyntax(notation: isR1C1 ? .r1c1 : .a1, dialect: .user)
        guard
            let expression = try? FormulaParser.parse(
                text, at: cell.address, sheets: workbook.sheetNames, syntax: syntax)
        else { return nil }
        var binder = Binder(workbook, sheet: cell.sheet, origin: cell.address, kind: .dynamic)
        let root = binder.bind(expression)
        let bound = binder.finish(root)
        guard case .reference(let reference) = running(bound, nil, { operand(bound.root) }) else { return nil }
        return reference
    }

    func pivotData(field: String, at area: Area, items: [(field: String, item: CellValue)]) -> CellValue? {
        // Of two tables that a range touches, Excel takes the one made last.
        guard let position = position(area.sheet),
            let pivot = workbook.sheets[position].pivotTables.last(where: { $0.intersects(area.range) }),
            let cell = pivot.cell(of: field, items: items, dateSystem)
        else { return nil }
        let shown = value(area.sheet, cell.row, cell.column)
        return shown.isEmpty ? .number(0) : shown
    }

    var dateSystem: DateSystem { workbook.dateSystem }
    var fileName: String { workbook.fileName }
    var isIterative: Bool { workbook.settings.isIterative }
    var isManual: Bool { workbook.settings.mode == .manual }
}

extension Expression {
    /// Whether SUBTOTAL or AGGREGATE is called anywhere in it.
    var callsSubtotal: Bool {
        switch self {
        case .call(let name, let arguments):
            name == "SUBTOTAL" || name == "AGGREGATE" || arguments.contains(where: \.callsSubtotal)
        case .unary(_, let operand), .parenthesized(let operand), .spaced(_, let operand, _): operand.callsSubtotal
        case .binary(_, let left, let right): left.callsSubtotal || right.callsSubtotal
        case .invoke(let callee, let arguments):
            callee.callsSubtotal || arguments.contains(where: \.callsSubtotal)
        default: false
        }
    }
}
