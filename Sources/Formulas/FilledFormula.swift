// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// The text of a formula that many cells share, printed once with its references left out: for each cell only these are
/// put in. What comes out is what `FormulaPrinter.print` gives at that cell.
///
///     let formula = FilledFormula(template.expression, sheets: names, syntax: syntax)
///     formula?.withText(at: cell) { writer.text($0) }
///
/// A class, as the buffer for the text is its own and used again.
public final class FilledFormula {
    private let literal: [UInt8]
    private let gaps: [FormulaPrinter.Gap]
    private var printer: FormulaPrinter

    /// `nil` for a formula whose text depends on the table around its cell.
    public init?(_ expression: Expression, sheets: SheetNames, syntax: FormulaSyntax) {
        var dependsOnTable = false
        expression.walk { part in
            if case .structured = part { dependsOnTable = true }
        }
        guard !dependsOnTable else { return nil }
        printer = FormulaPrinter(
            origin: CellAddress(row: 0, column: 0), sheets: sheets, syntax: syntax, currentTable: nil)
        printer.leavesGaps = true
        printer.append(expression, minimum: 0)
        printer.leavesGaps = false
        literal = printer.text
        gaps = printer.gaps
    }

    /// Calls `body` with the text, without a leading `=`, at a cell.
    public func withText<Result>(at origin: CellAddress, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        printer.origin = origin
        printer.text.removeAll(keepingCapacity: true)
        var position = 0
        for gap in gaps {
            printer.text.append(contentsOf: literal[position..<gap.position])
            printer.appendPlace(gap.reference, colon: gap.colon)
            position = gap.position
        }
        printer.text.append(contentsOf: literal[position...])
        return printer.text.withUnsafeBufferPointer(body)
    }
}
