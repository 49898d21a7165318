// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Formulas

/// What was found out about the formulas of a workbook while one sheet is written, by their numbers: a formula that is
/// filled down is looked at once, not in each of its cells.
final class FormulaSpellings {
    private var formulas: [UInt32: FilledFormula?] = [:]
    private var arrays: [UInt32: Bool] = [:]
    /// The formula asked for last: cells of a row often share it.
    private var last: (number: UInt32, formula: FilledFormula?) = (0, nil)

    /// The formula to be printed at a cell; `nil` when it has to be printed as a whole.
    func formula(_ number: UInt32, make: () -> FilledFormula?) -> FilledFormula? {
        if last.number == number { return last.formula }
        let formula: FilledFormula?
        if let known = formulas[number] {
            formula = known
        } else {
            formula = make()
            formulas[number] = .some(formula)
        }
        last = (number, formula)
        return formula
    }

    /// Whether a formula may give more than one value.
    func givesArray(_ number: UInt32, find: () -> Bool) -> Bool {
        if let known = arrays[number] { return known }
        let found = find()
        arrays[number] = found
        return found
    }
}
