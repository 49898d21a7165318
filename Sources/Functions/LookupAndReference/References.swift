// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `INDEX`: a cell of a range or an element of an array by row and column counted from 1; 0 takes all of them.
    /// ECMA-376-1 §18.17.7.
    static func index(
        _ array: Operand, _ row: Int, _ column: Int?, _ areaNumber: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Operand {
        let number = areaNumber.value ?? 1
        guard number >= 1 else { throw .value }
        var table = array
        if case .reference(let reference) = array {
            guard number <= reference.areas.count else { throw .reference }
            table = .reference(Reference(reference.areas[number - 1]))
        } else if number > 1 {
            throw .reference
        }
        return try element(of: try Table(table, context), row, column, isArray: isArray(array))
    }

    private static func isArray(_ operand: Operand) -> Bool {
        if case .reference = operand { false } else { true }
    }

    private static func element(
        of table: Table, _ row: Int, _ column: Int?, isArray: Bool
    ) throws(CellError) -> Operand {
        let isAlone = column == nil
        guard row >= 0, column ?? 0 >= 0 else { throw .value }
        var (row, column) = (row, column ?? 0)
        if isAlone {
            // With one number only, a single row counts along its columns; a range of several of both has no answer.
            if table.rows == 1 {
                (row, column) = (0, row)
            } else if table.columns > 1, !isArray {
                throw .reference
            }
        }
        guard row <= table.rows, column <= table.columns else { throw .reference }
        switch (row, column) {
        case (0, 0): return table.whole
        case (0, _): return table.slice(column - 1, isRow: false)
        case (_, 0): return table.slice(row - 1, isRow: true)
        default: return table.element(row - 1, column - 1)
        }
    }

    /// `OFFSET`: a range moved by rows and columns and perhaps of another height and width. ECMA-376-1 §18.17.7.
    static func offset(
        _ reference: Reference, _ rows: Int, _ columns: Int, _ height: Skippable<Double>, _ width: Skippable<Double>
    ) throws(CellError) -> Reference {
        guard let area = reference.single else { throw .value }
        let range = area.range
        let (firstRow, lastRow) = try span(Int(range.firstRow), rows, length(height.value) ?? range.rowCount)
        let (firstColumn, lastColumn) = try span(
            Int(range.firstColumn), columns, length(width.value) ?? range.columnCount)
        guard firstRow >= 0, firstColumn >= 0, lastRow <= GridLimits.lastRow, lastColumn <= GridLimits.lastColumn else {
            throw .reference
        }
        let moved = CellRange(
            firstRow: Int32(firstRow), firstColumn: Int32(firstColumn), lastRow: Int32(lastRow),
            lastColumn: Int32(lastColumn))
        return Reference(Area(sheet: area.sheet, range: moved))
    }

    /// A height or width without its decimals; one between 0 and 1 is 1, as Excel has it.
    private static func length(_ number: Double?) throws(CellError) -> Int? {
        guard let number else { return nil }
        guard number.magnitude < 0x1p24 else { throw .reference }
        let length = Int(number)
        return length == 0 && number != 0 ? (number > 0 ? 1 : -1) : length
    }

    /// First and last of `length` rows or columns from a moved start; a negative length goes back from it.
    private static func span(_ start: Int, _ offset: Int, _ length: Int) throws(CellError) -> (Int, Int) {
        guard length != 0, offset.magnitude < 1 << 24, length.magnitude < 1 << 24 else { throw .reference }
        let start = start + offset
        return length > 0 ? (start, start + length - 1) : (start + length + 1, start)
    }

    /// `INDIRECT`: the reference that a text in A1 or R1C1 notation or a name means. ECMA-376-1 §18.17.7.
    static func indirect(_ text: String, _ isA1: Skippable<Bool>, _ context: CallContext) throws(CellError) -> Reference
    {
        guard
            let reference = context.workbook.reference(text: text, isR1C1: !(isA1.value ?? true), at: context.cell)
        else { throw .reference }
        return reference
    }

    /// `ADDRESS`: the text of a cell's address, absolute or relative, in A1 or R1C1 notation. ECMA-376-1 §18.17.7.
    static func address(
        _ row: Int, _ column: Int, _ kind: Skippable<Int>, _ isA1: Skippable<Bool>, _ sheet: Skippable<String>
    ) throws(CellError) -> String {
        let kind = kind.value ?? 1
        guard row >= 1, row <= GridLimits.rows, column >= 1, column <= GridLimits.columns, (1...4).contains(kind) else {
            throw .value
        }
        let isRowAbsolute = kind <= 2
        let isColumnAbsolute = kind.isMultiple(of: 2) == false
        let prefix = sheet.value.map { quoted($0) + "!" } ?? ""
        if isA1.value ?? true {
            let letters = CellAddress.letters(ofColumn: Int32(column - 1))
            return prefix + (isColumnAbsolute ? "$" : "") + letters + (isRowAbsolute ? "$" : "") + String(row)
        }
        return prefix + "R" + (isRowAbsolute ? "\(row)" : "[\(row)]") + "C"
            + (isColumnAbsolute ? "\(column)" : "[\(column)]")
    }

    /// A sheet's name as a formula writes it: in apostrophes unless it is made of letters, digits, `_` and `.` alone
    /// and cannot be taken for a cell or a number.
    private static func quoted(_ name: String) -> String {
        // A book in brackets before the sheet's name needs no apostrophes itself.
        let bare = name.unicodeScalars.allSatisfy {
            $0 == "_" || $0 == "." || $0 == "[" || $0 == "]" || $0.properties.isAlphabetic
                || $0.properties.numericType != nil
        }
        let startsWithDigit = name.utf8.first.map { $0 >= 48 && $0 <= 57 } ?? false
        if bare && !startsWithDigit && CellAddress(a1: name) == nil { return name }
        return "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// `AREAS`: how many ranges a reference has. ECMA-376-1 §18.17.7.
    static func areas(_ reference: Reference) -> Int { reference.areas.count }

    /// `ROW`: the row numbers of a reference, of the calling cell without one. ECMA-376-1 §18.17.7.
    static func row(_ reference: Reference?, _ context: CallContext) throws(CellError) -> Operand {
        guard let reference else { return .number(Double(context.cell.address.row) + 1) }
        guard let range = reference.single?.range else { throw .value }
        return numbers(from: range.firstRow, count: range.rowCount, isVertical: true)
    }

    /// `COLUMN`: the column numbers of a reference, of the calling cell without one. ECMA-376-1 §18.17.7.
    static func column(_ reference: Reference?, _ context: CallContext) throws(CellError) -> Operand {
        guard let reference else { return .number(Double(context.cell.address.column) + 1) }
        guard let range = reference.single?.range else { throw .value }
        return numbers(from: range.firstColumn, count: range.columnCount, isVertical: false)
    }

    private static func numbers(from first: Int32, count: Int, isVertical: Bool) -> Operand {
        if count == 1 { return .number(Double(first) + 1) }
        let numbers = (0..<count).map { CellValue.number(Double(Int(first) + 1 + $0)) }
        return .matrix(isVertical ? Matrix(column: numbers) : Matrix(row: numbers))
    }

    /// `ROWS`: how many rows a range or array has. ECMA-376-1 §18.17.7.
    static func rows(_ array: Operand, _ context: CallContext) throws(CellError) -> Int {
        try size(array, context).rows
    }

    /// `COLUMNS`: how many columns a range or array has. ECMA-376-1 §18.17.7.
    static func columns(_ array: Operand, _ context: CallContext) throws(CellError) -> Int {
        try size(array, context).columns
    }

    private static func size(_ array: Operand, _ context: CallContext) throws(CellError) -> Table {
        if case .scalar(.text) = array { throw .value }
        return try Table(array, context)
    }

    /// `FORMULATEXT`: the formula of a cell as text, `#N/A` where there is none. Excel's page FORMULATEXT.
    static func formulaText(_ reference: Reference, _ context: CallContext) throws(CellError) -> Operand {
        guard let area = reference.single else { throw .value }
        let range = area.range
        guard range.cellCount <= context.limits.arrayElements else { throw .number }
        var texts: [CellValue] = []
        for row in range.firstRow...range.lastRow {
            for column in range.firstColumn...range.lastColumn {
                let text = context.workbook.formulaText(area.sheet, row, column)
                texts.append(text.map(CellValue.text) ?? .error(.notAvailable))
            }
        }
        if texts.count == 1 { return .scalar(texts[0]) }
        return .matrix(Matrix(rows: range.rowCount, columns: range.columnCount, elements: texts))
    }

    /// `HYPERLINK`: what a link shows, its address unless a friendly name is given. ECMA-376-1 §18.17.7.
    static func hyperlink(_ location: CellValue, _ friendlyName: CellValue?) throws(CellError) -> CellValue {
        if case .error(let error) = location { throw error }
        guard let friendlyName else { return .text(try Coercion.text(location)) }
        return friendlyName
    }
}
