// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension DateAndTime {
    /// `YEARFRAC`: the part of a year between two dates, by the day count that the basis names (0 U.S. 30/360, 1
    /// actual, 2 actual/360, 3 actual/365, 4 European 30/360). ECMA-376-1 §18.17.7.
    static func yearfrac(_ start: SerialDay, _ end: SerialDay, _ basis: DayCount?) -> Double {
        (basis ?? .us30By360).yearFraction(from: start, to: end)
    }
}
