// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats

/// What a cell gets when an input is entered.
enum CellEntry {
    case unchanged
    /// No content, and the number format General.
    case blank
    /// - formatCode: the number format for a cell that is General, `nil` to leave it.
    /// - isForcedText: a leading apostrophe made it text.
    case constant(CellValue, formatCode: String?, isForcedText: Bool)
    case formula(FormulaTemplate)
}

/// Turns inputs into entries as Excel reads what is typed.
struct EntryReader {
    let formulas: FormulaReader
    /// The year of dates typed without one.
    let currentYear: Int
    let dateSystem: DateSystem

    /// Excel's limit on the text of a cell, in UTF-16 units (Excel specifications and limits).
    static let maximumTextLength = 32_767

    init(_ workbook: Workbook, sheet: SheetID, currentYear: Int) {
        formulas = FormulaReader(workbook, sheet: sheet)
        self.currentYear = currentYear
        dateSystem = workbook.dateSystem
    }

    /// - Parameter isText: whether the cell's number format is `@`, in which everything typed stays text.
    func entry(
        _ input: CellInput, at cell: CellAddress, notation: FormulaSyntax.Notation = .a1, isText: Bool
    ) throws(WorkbookError) -> CellEntry {
        switch input {
        case .unchanged: return .unchanged
        case .number(let number):
            guard number.isFinite else { throw .invalidArgument("A number is not finite.") }
            return .constant(.number(number), formatCode: nil, isForcedText: false)
        case .boolean(let boolean): return .constant(.boolean(boolean), formatCode: nil, isForcedText: false)
        case .text(let text): return try entry(text, at: cell, notation: notation, isText: isText)
        }
    }

    private func entry(
        _ text: String, at cell: CellAddress, notation: FormulaSyntax.Notation, isText: Bool
    ) throws(WorkbookError) -> CellEntry {
        guard let first = text.utf8.first else { return .blank }
        if first == UInt8(ascii: "'") {
            return .constant(try Self.checked(String(text.dropFirst())), formatCode: nil, isForcedText: true)
        }
        if isText { return .constant(try Self.checked(text), formatCode: nil, isForcedText: false) }
        if first == UInt8(ascii: "="), text.utf8.count > 1 {
            return .formula(
                FormulaTemplate(try formulas.expression(text, at: cell, notation: notation), kind: .dynamic))
        }
        let typed = TypedInput.parse(text, currentYear: currentYear, dateSystem: dateSystem)
        switch typed.value {
        case .number(let number): return .constant(.finite(number), formatCode: typed.formatCode, isForcedText: false)
        case .boolean(let boolean): return .constant(.boolean(boolean), formatCode: nil, isForcedText: false)
        case .error(let name):
            guard let error = CellError(text: name) else { break }
            return .constant(.error(error), formatCode: nil, isForcedText: false)
        case .text: break
        }
        if first == UInt8(ascii: "+") || first == UInt8(ascii: "-"), text.utf8.count > 1,
            let signed = try? formulas.expression("=" + text, at: cell, notation: notation)
        {
            return .formula(FormulaTemplate(signed, kind: .dynamic))
        }
        return .constant(try Self.checked(text), formatCode: nil, isForcedText: false)
    }

    private static func checked(_ text: String) throws(WorkbookError) -> CellValue {
        guard text.utf8.count <= maximumTextLength || text.utf16.count <= maximumTextLength else {
            throw .invalidArgument("A text is longer than \(maximumTextLength) characters.")
        }
        return .text(text)
    }
}
