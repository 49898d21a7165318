// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension NumberFormat {
    /// The number that a cell shows, which is what it holds in a workbook that calculates with precision as displayed
    /// (ECMA-376-1 §18.2.2, `fullPrecision`). `General`, texts and dates leave a number as it is, as in Excel.
    public func shown(_ number: Double) -> Double {
        guard isValid, !isGeneral, number.isFinite, let (section, _) = section(for: number) else { return number }
        let magnitude: Double
        switch section.kind {
        case .number(let layout): magnitude = layout.shown(number.magnitude)
        case .fraction(let layout): magnitude = layout.shown(number.magnitude)
        case .general, .date, .text: return number
        }
        return number < 0 ? -magnitude : magnitude
    }
}
