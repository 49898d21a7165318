// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// What kind of value something is. ECMA-376-1 §18.17.7; ISFORMULA from Excel's function page.
extension Information {
    /// `ISBLANK`: whether a cell holds nothing.
    static func isBlank(_ value: CellValue) -> Bool { value.isEmpty }

    /// `ISERR`: whether it is an error other than `#N/A`.
    static func isErr(_ value: CellValue) -> Bool { value.error.map { $0 != .notAvailable } ?? false }

    /// `ISERROR`: whether it is an error.
    static func isError(_ value: CellValue) -> Bool { value.error != nil }

    /// `ISNA`: whether it is `#N/A`.
    static func isNA(_ value: CellValue) -> Bool { value.error == .notAvailable }

    /// `ISLOGICAL`: whether it is TRUE or FALSE.
    static func isLogical(_ value: CellValue) -> Bool { if case .boolean = value { true } else { false } }

    /// `ISNUMBER`: whether it is a number.
    static func isNumber(_ value: CellValue) -> Bool { if case .number = value { true } else { false } }

    /// `ISTEXT`: whether it is a text.
    static func isText(_ value: CellValue) -> Bool { if case .text = value { true } else { false } }

    /// `ISNONTEXT`: whether it is anything but a text.
    static func isNonText(_ value: CellValue) -> Bool { !isText(value) }

    /// `ISREF`: whether it is a reference.
    static func isRef(_ value: Operand) -> Bool { if case .reference = value { true } else { false } }

    /// `ISEVEN`: whether the whole part is even.
    static func isEven(_ number: PlainNumber) -> Bool { !isOdd(number) }

    /// `ISODD`: whether the whole part is odd.
    static func isOdd(_ number: PlainNumber) -> Bool {
        number.value.rounded(.towardZero).truncatingRemainder(dividingBy: 2) != 0
    }

    /// `ISFORMULA`: whether a cell holds a formula; for a range, of each of its cells.
    static func isFormula(_ reference: Reference, _ context: CallContext) throws(CellError) -> Operand {
        guard let area = reference.single else { throw .value }
        let range = area.range
        guard range.cellCount <= context.limits.arrayElements else { throw .number }
        var elements: [CellValue] = []
        elements.reserveCapacity(range.cellCount)
        for row in range.firstRow...range.lastRow {
            for column in range.firstColumn...range.lastColumn {
                elements.append(.boolean(context.workbook.formulaText(area.sheet, row, column) != nil))
            }
        }
        if elements.count == 1 { return .scalar(elements[0]) }
        return .matrix(Matrix(rows: range.rowCount, columns: range.columnCount, elements: elements))
    }

    /// `TYPE`: 1 number, 2 text, 4 boolean, 16 error, 64 array, 128 function.
    static func type(_ value: Operand, _ context: CallContext) throws(CellError) -> Double {
        switch value {
        case .lambda: return 128
        case .matrix(let matrix) where !matrix.isSingle: return 64
        case .reference(let reference):
            guard let area = reference.single else { return 16 }
            if !area.range.isSingleCell { return 64 }
        default: break
        }
        switch try value.first(context) {
        case .number, .empty: return 1
        case .text: return 2
        case .boolean: return 4
        case .error: return 16
        }
    }

    /// `ERROR.TYPE`: the number of an error, `#N/A` when it is none.
    static func errorType(_ errorVal: CellValue) throws(CellError) -> Int {
        guard let error = errorVal.error else { throw .notAvailable }
        return Int(error.rawValue)
    }

    /// `N`: a number as it is, a boolean as 0 or 1, anything else as 0. Of a range the first cell counts.
    static func n(_ value: Operand, _ context: CallContext) throws(CellError) -> Operand {
        guard case .matrix(let matrix) = value else { return .scalar(number(try value.first(context))) }
        return .matrix(Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(number)))
    }

    private static func number(_ value: CellValue) -> CellValue {
        switch value {
        case .number, .error: value
        case .boolean(let boolean): .number(boolean ? 1 : 0)
        case .empty, .text: .number(0)
        }
    }

    /// `NA`: the error `#N/A`.
    static func na() throws(CellError) -> Double { throw .notAvailable }
}
