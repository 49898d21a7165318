// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import OOXML
import Workbooks

/// Formulas: read, printed, read again; bound and evaluated in a small workbook.
extension FuzzTarget {
    static let formula = FuzzTarget(name: "formula", maximumLength: 2048) { (bytes) throws(FuzzFinding) in
        let text = String(decoding: bytes, as: UTF8.self)
        for syntax in syntaxes { try checkPrinting(text, syntax) }
        guard let workbook = sample,
            let expression = try? FormulaParser.parse(
                text, at: origin, sheets: workbook.sheetNames, syntax: syntaxes[0])
        else { return }
        _ = Calculator.evaluate(
            expression, in: workbook, sheet: workbook.sheets[0].id, at: origin,
            inputs: EvaluationInputs(now: 46_000.5, seed: 1))
    }

    private static let origin = CellAddress(row: 9, column: 5)

    private static let sample = try? SpreadsheetFile(Skeleton().archive).workbook

    private static let syntaxes = [
        FormulaSyntax(), FormulaSyntax(notation: .r1c1),
        FormulaSyntax(dialect: .file, filePrefix: { FunctionTable.standard.filePrefix(of: $0) }),
    ]

    private static func checkPrinting(_ text: String, _ syntax: FormulaSyntax) throws(FuzzFinding) {
        guard let sheets = sample?.sheetNames,
            let expression = try? FormulaParser.parse(text, at: origin, sheets: sheets, syntax: syntax)
        else { return }
        // The mark of a variable is not kept where no variable of that name is in scope.
        if syntax.dialect == .file, text.lowercased().contains("_xlpm.") { return }
        // Prefixes and parentheses may make it longer than what may be typed.
        var wide = syntax
        wide.limits = FormulaLimits(length: 1 << 20, depth: 1024, operators: 1 << 20)
        let printed = FormulaPrinter.print(expression, at: origin, sheets: sheets, syntax: wide)
        do {
            let again = try FormulaParser.parse(printed, at: origin, sheets: sheets, syntax: wide)
            guard bare(again) == bare(expression) else {
                throw FuzzFinding("a formula is read otherwise when printed: \(printed)")
            }
        } catch let error as FormulaError {
            throw FuzzFinding("a printed formula cannot be read: \(printed): \(error)")
        } catch {
            throw FuzzFinding("\(error)")
        }
    }

    /// Without parentheses, of which the printer may have to add some.
    private static func bare(_ expression: Expression) -> Expression {
        expression.mapped { if case .parenthesized(let inner) = $0 { bare(inner) } else { nil } }
    }
}
