// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One workbook of the benchmarks: how it is made at a scale, which of its cells are changed and which are read.
struct Recipe: Sendable {
    var name: String
    /// Makes the workbook; at scale 1 the large ones have 100,000 formulas or a million cells.
    var build: @Sendable (_ scale: Double) throws -> WorkbookDraft
    /// Ten cells whose values every engine must agree on.
    var outputs: @Sendable (_ scale: Double) -> [Manifest.Cell]
    var cases: [Manifest.Case] = []
    /// The numeric cell that is changed before saving; nil where saving is not measured.
    var edited: Manifest.Cell?

    static let all: [Recipe] = [values, chain, fanout, prefixes] + lookups + [styles, model]

    /// A number of rows at a scale.
    static func rows(_ full: Int, _ scale: Double) -> Int { max(12, Int((Double(full) * scale).rounded())) }

    /// Cells of one column of the sheet `Data`, one-based.
    static func column(_ column: Int, rows: ClosedRange<Int>) -> [Manifest.Cell] {
        rows.map { Manifest.Cell(sheet: "Data", row: $0, column: column) }
    }
}
