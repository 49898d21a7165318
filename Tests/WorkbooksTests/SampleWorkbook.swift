// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
public import Workbooks

/// A workbook to try commands on, with short ways to write to it and to read it.
struct SampleWorkbook {
    var workbook = Workbook()
    let sheet: SheetID

    init() {
        sheet = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        workbook.functions = FunctionSignatures { name, count in
            switch name {
            case "SUM": count >= 1
            case "TODAY", "SHEETS": count == 0
            case "IF": (2...3).contains(count)
            default: nil
            }
        }
    }

    @discardableResult
    mutating func apply(_ command: some Command) throws -> Change { try command.apply(to: &workbook) }

    /// Writes rows of inputs from a cell on; the range takes the size of the grid.
    @discardableResult
    mutating func write(_ address: String, _ grid: [[CellInput]], numberFormat: String? = nil) throws -> Change {
        let first = try range(address).first
        let inputs = try CellInputs(grid)
        let range = CellRange(
            first,
            CellAddress(row: first.row + Int32(inputs.rows) - 1, column: first.column + Int32(inputs.columns) - 1))
        return try apply(
            UpdateRange(
                sheet: sheet, range: range, values: inputs, numberFormat: numberFormat.map { CellInputs(.text($0)) },
                currentYear: 2026))
    }

    /// Fills a range with one input.
    @discardableResult
    mutating func fill(_ address: String, _ text: String) throws -> Change {
        try apply(
            UpdateRange(sheet: sheet, range: try range(address), values: CellInputs(.text(text)), currentYear: 2026))
    }

    func range(_ address: String) throws -> CellRange {
        guard let range = CellRange(a1: address) else { throw WorkbookError.invalidReference(address) }
        return range
    }

    /// A cell's formula, or its value as a text.
    func content(_ address: String, on sheet: SheetID? = nil) throws -> String {
        let cell = try range(address).first
        let place = sheet ?? self.sheet
        if let formula = workbook.formulaText(at: cell, on: place) { return formula }
        switch workbook.sheet(place)?.value(cell.row, cell.column) {
        case .number(let number)?: return number == number.rounded() ? String(Int(number)) : String(number)
        case .text(let text)?: return "\"" + text + "\""
        case .boolean(let boolean)?: return boolean ? "TRUE" : "FALSE"
        case .error(let error)?: return error.text
        case .empty?, nil: return ""
        }
    }

    func numberFormat(_ address: String) throws -> String {
        let cell = try range(address).first
        let style = workbook.sheet(sheet)?.styles[cell.row, cell.column] ?? 0
        return workbook.styles.numberFormat(ofStyle: style).code
    }
}

extension CellInput: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}
