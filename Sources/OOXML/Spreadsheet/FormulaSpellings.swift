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

    /// The formula to be printed at a cell: an inner `nil` when it has to be printed as a whole, an outer one when that
    /// is not known yet.
    func formula(_ number: UInt32) -> FilledFormula?? { formulas[Int(number)] }

    func learn(_ formula: FilledFormula?, for number: UInt32) { formulas[Int(number)] = .some(formula) }

    /// Whether a formula may give more than one value, as far as it is known.
    func givesArray(_ number: UInt32) -> Bool? { arrays[Int(number)] }

    func learn(givesArray: Bool, for number: UInt32) { arrays[Int(number)] = givesArray }
}
