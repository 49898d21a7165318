// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import OOXML
import Workbooks

/// A workbook being made from constants and filled-down formulas. Nothing is calculated, so that whoever opens the
/// file has all the work to do: formulas hold zero, as they do in files of programs that cannot calculate.
struct WorkbookDraft {
    /// A blank file with the same sheets.
    let blank: SpreadsheetFile
    private(set) var workbook: Workbook
    private(set) var constantCount = 0
    private(set) var formulaCount = 0

    init(sheets: [String]) {
        blank = SpreadsheetFile.blank(sheetNames: sheets)
        workbook = blank.workbook
    }

    /// Writes a constant.
    mutating func put(_ value: CellValue, _ row: Int, _ column: Int, on sheet: Int = 0) {
        constantCount += 1
        workbook.sheets[sheet].set(value, row: Int32(row), column: Int32(column))
    }

    mutating func put(_ number: Double, _ row: Int, _ column: Int, on sheet: Int = 0) {
        put(.number(number), row, column, on: sheet)
    }

    mutating func put(_ text: String, _ row: Int, _ column: Int, on sheet: Int = 0) {
        put(.text(text), row, column, on: sheet)
    }

    /// Writes a formula as it stands in the first cell of a range (zero-based rows and columns), shifted in the others.
    mutating func fill(
        _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>, _ formula: String, on sheet: Int = 0
    ) throws {
        let first = CellAddress(row: Int32(rows.lowerBound), column: Int32(columns.lowerBound))
        let expression = try parse(formula, at: first)
        let number = workbook.formulas.intern(FormulaTemplate(expression, kind: .dynamic))
        for column in columns {
            for row in rows {
                workbook.sheets[sheet].formulas.set(number, row: Int32(row), column: Int32(column))
                workbook.sheets[sheet].set(.number(0), row: Int32(row), column: Int32(column))
            }
        }
        formulaCount += rows.count * columns.count
    }

    /// Writes one formula.
    mutating func put(formula: String, _ row: Int, _ column: Int, on sheet: Int = 0) throws {
        try fill(row...row, column...column, formula, on: sheet)
    }

    /// Defines a name for absolute cells.
    mutating func name(_ name: String, _ reference: String) throws {
        let expression = try parse(reference, at: CellAddress(row: 0, column: 0))
        workbook.names.append(DefinedName(name: name, expression: expression, text: reference))
    }

    /// A style for each number format with each horizontal alignment.
    mutating func styles(_ codes: [String], alignments: [String]) throws -> [UInt16] {
        try codes.flatMap { code in
            try alignments.map { alignment in
                var format = CellFormat()
                format.alignment.horizontal = alignment
                format.numberFormatID = workbook.styles.numberFormatID(for: code)
                guard let style = workbook.styles.intern(format) else { throw BenchmarkError.tooManyFormats }
                return style
            }
        }
    }

    /// Formats a cell.
    mutating func style(_ style: UInt16, _ row: Int, _ column: Int, on sheet: Int = 0) {
        workbook.sheets[sheet].styles.set(style, row: Int32(row), column: Int32(column))
    }

    private func parse(_ formula: String, at cell: CellAddress) throws -> Expression {
        try FormulaParser.parse(
            formula, at: cell, sheets: workbook.sheetNames, syntax: FormulaSyntax(notation: .a1, dialect: .user))
    }
}
