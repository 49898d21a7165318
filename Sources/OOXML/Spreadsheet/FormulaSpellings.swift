// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Formulas

/// What was found out about the formulas of a workbook while one sheet is written, by their numbers: a formula that is
/// filled down is looked at once, not in each of its cells.
final class FormulaSpellings {
    private var formulas: [FilledFormula??]
    private var arrays: [Bool?]

    /// - Parameter count: how many formulas the workbook has.
    init(count: Int) {
        formulas = Array(repeating: nil, count: count + 1)
        arrays = Array(repeating: nil, count: count + 1)
    }

    /// The formula to be printed at a cell; `nil` when it has to be printed as a whole.
    func formula(_ number: UInt32, make: () -> FilledFormula?) -> FilledFormula? {
        if let known = formulas[Int(number)] { return known }
        let formula = make()
        formulas[Int(number)] = .some(formula)
        return formula
    }

    /// Whether a formula may give more than one value.
    func givesArray(_ number: UInt32, find: () -> Bool) -> Bool {
        if let known = arrays[Int(number)] { return known }
        let found = find()
        arrays[Int(number)] = found
        return found
    }
}
