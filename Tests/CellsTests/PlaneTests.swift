// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

/// A plane held against a dictionary over random edits, with forks that must not notice.
@Suite struct PlaneTests {
    /// Rows and columns near the ends of pages, of the grid and of small windows.
    private static let rows: [Int32] = [0, 1, 7, 8, 31, 255, 256, 257, 300, 511, 512, 70_000, 1_048_575]
    private static let columns: [Int32] = [0, 1, 2, 25, 26, 16_383]

    @Test("A plane holds what was written, and a fork what was there when it was made", arguments: 0..<8)
    func writesAndForks(seed: UInt64) {
        var random = SplitMix(state: seed)
        var plane = Plane<UInt32>()
        var model: [CellAddress: UInt32] = [:]
        var forks: [(Plane<UInt32>, [CellAddress: UInt32])] = []
        for _ in 0..<600 {
            let cell = CellAddress(
                row: Self.rows[random.below(Self.rows.count)], column: Self.columns[random.below(Self.columns.count)])
            switch random.below(20) {
            case 0: forks.append((plane, model))
            case 1:
                let other = CellAddress(
                    row: Self.rows[random.below(Self.rows.count)],
                    column: Self.columns[random.below(Self.columns.count)])
                let range = CellRange(cell, other)
                plane.clear(range)
                model = model.filter { !range.contains($0.key) }
            default:
                let value = UInt32(random.below(4))
                plane.set(value, row: cell.row, column: cell.column)
                model[cell] = value == 0 ? nil : value
            }
        }
        forks.append((plane, model))
        for (plane, model) in forks { Self.check(plane, model) }
    }

    private static func check(_ plane: Plane<UInt32>, _ model: [CellAddress: UInt32]) {
        var seen: [CellAddress: UInt32] = [:]
        plane.forEach(in: .wholeSheet) { row, column, value in seen[CellAddress(row: row, column: column)] = value }
        #expect(seen == model)
        #expect(plane.usedRange() == model.keys.map { CellRange($0) }.reduce(nil) { $0?.union($1) ?? $1 })
        for row in rows {
            for column in columns where plane[row, column] != model[CellAddress(row: row, column: column)] ?? 0 {
                Issue.record("cell \(CellAddress(row: row, column: column).a1) differs")
            }
        }
    }

    @Test(
        "A structural edit moves every cell as it says",
        arguments: [
            Shift(axis: .rows, index: 8, count: 3), Shift(axis: .rows, index: 1, count: -255),
            Shift(axis: .columns, index: 1, count: 2), Shift(axis: .columns, index: 0, count: -2),
            Shift(axis: .rows, index: 1, count: 300, band: 1...25),
            Shift(axis: .columns, index: 2, count: -1, band: 0...256),
        ])
    func shifts(shift: Shift) {
        var plane = Plane<UInt32>()
        var expected: [CellAddress: UInt32] = [:]
        for (number, row) in Self.rows.dropLast().enumerated() {
            for column in Self.columns.dropLast() {
                let value = UInt32(number * 100) + UInt32(column) + 1
                plane.set(value, row: row, column: column)
                var moved: CellAddress? = CellAddress(row: row, column: column)
                if shift.axis == .rows, shift.band.contains(column) {
                    moved = shift.moved(row).map { CellAddress(row: $0, column: column) }
                } else if shift.axis == .columns, shift.band.contains(row) {
                    moved = shift.moved(column).map { CellAddress(row: row, column: $0) }
                }
                if let moved { expected[moved] = value }
            }
        }
        plane.apply(shift)
        var seen: [CellAddress: UInt32] = [:]
        plane.forEach(in: .wholeSheet) { row, column, value in seen[CellAddress(row: row, column: column)] = value }
        #expect(seen == expected)
    }
}

/// A small deterministic generator.
struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
