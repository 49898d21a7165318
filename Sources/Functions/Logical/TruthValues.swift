// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Truth values and how they combine. ECMA-376-1 §18.17.7; XOR from Excel's function page.
extension Logical {
    /// `TRUE`: the truth value.
    static func `true`() -> Bool { true }

    /// `FALSE`: the truth value.
    static func `false`() -> Bool { false }

    /// `NOT`: the opposite truth value.
    static func not(_ logical: Bool) -> Bool { !logical }

    /// `AND`: whether all values are true.
    static func and(_ values: Rest<Values>) throws(CellError) -> Bool {
        let (trues, falses) = try tally(values)
        return falses == 0 && trues > 0
    }

    /// `OR`: whether any value is true.
    static func or(_ values: Rest<Values>) throws(CellError) -> Bool { try tally(values).trues > 0 }

    /// `XOR`: whether an odd number of values is true.
    static func xor(_ values: Rest<Values>) throws(CellError) -> Bool { try tally(values).trues % 2 == 1 }

    /// Counts truth values. Texts in ranges and arrays are passed over, one given directly must be TRUE, FALSE or
    /// empty, and the empty one is passed over too; `#VALUE!` when nothing is left.
    private static func tally(_ values: Rest<Values>) throws(CellError) -> (trues: Int, falses: Int) {
        var trues = 0
        var falses = 0
        try values.forEach { value, isDirect throws(CellError) in
            if case .text(let text) = value, !isDirect || text.isEmpty { return }
            if try Coercion.boolean(value) { trues += 1 } else { falses += 1 }
        }
        guard trues + falses > 0 else { throw .value }
        return (trues, falses)
    }
}
