// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@Suite struct PlaneFillerTests {
    @Test("A filled plane is the one that was written cell by cell", arguments: 0..<6)
    func fills(seed: UInt64) {
        var random = SplitMix(state: seed)
        let filler = PlaneFiller<UInt32>()
        var plane = Plane<UInt32>()
        var row: Int32 = 0
        for _ in 0..<3_000 {
            // Mostly downwards, as files are, with jumps and empty cells in between.
            row = random.below(40) == 0 ? Int32(random.below(2_000)) : row + Int32(random.below(2))
            let column = Int32(random.below(5) == 0 ? random.below(300) : random.below(4))
            let value = UInt32(random.below(6))
            filler.set(value, row: row, column: column)
            plane.set(value, row: row, column: column)
        }
        let filled = filler.takePlane()
        #expect(Self.cells(filled) == Self.cells(plane))
        #expect(filler.takePlane().usedRange() == nil)
    }

    @Test("Texts live as long as a plane holds them, whatever its pages went through")
    func owns() {
        let filler = PlaneFiller<PackedValue>()
        weak var first: CellText?
        weak var other: CellText?
        do {
            let text = CellText("first")
            let replacement = CellText("other")
            (first, other) = (text, replacement)
            // The page of the column grows from 8 rows to all 256 and each cell is written twice.
            for row: Int32 in 0..<256 { filler.set(PackedValue(unowned: text), row: row, column: 0) }
            for row: Int32 in 0..<256 { filler.set(PackedValue(unowned: replacement), row: row, column: 0) }
        }
        #expect(first == nil)
        var plane = filler.takePlane()
        let fork = plane
        for row: Int32 in 0..<256 { plane.set(.empty, row: row, column: 0) }
        #expect(fork[200, 0].value == .text("other"))
        #expect(plane.usedRange() == nil)
        plane = fork
        #expect(other != nil)
    }

    /// Texts that are lent and retained later.
    private final class Lender {
        let text = CellText("lent")
        var count = 0
        func settle() {
            for _ in 0..<count { PackedValue(unowned: text).retain() }
            count = 0
        }
    }

    @Test("Texts that are lent are held as often as cells have them", arguments: [false, true])
    func lends(overwritten: Bool) {
        weak var seen: CellText?
        var plane = Plane<PackedValue>()
        do {
            let lender = Lender()
            seen = lender.text
            let value = PackedValue(unowned: lender.text)
            for isTaken in [true, false] {
                let filler = PlaneFiller<PackedValue>(settling: { lender.settle() })
                var lent = 0
                for row: Int32 in 0..<700 {
                    if filler.lend(value, row: row, column: 1) {
                        lender.count += 1
                        lent += 1
                    } else {
                        filler.set(value, row: row, column: 1)
                    }
                    if overwritten, row == 600 {
                        for row: Int32 in 100..<300 { filler.set(PackedValue(1), row: row, column: 1) }
                    }
                }
                // A cell on a page that is not there yet is set.
                #expect(lent > 500)
                // A filler that is given up leaves nothing behind either.
                if isTaken { plane = filler.takePlane() }
            }
        }
        #expect(plane[699, 1].value == .text("lent"))
        #expect(plane[200, 1].value == (overwritten ? .number(1) : .text("lent")))
        let fork = plane
        plane = Plane()
        #expect(fork[50, 1].value == .text("lent"))
        #expect(seen != nil)
        _ = consume fork
        #expect(seen == nil)
    }

    private static func cells(_ plane: Plane<UInt32>) -> [CellAddress: UInt32] {
        var cells: [CellAddress: UInt32] = [:]
        plane.forEach(in: .wholeSheet) { row, column, value in cells[CellAddress(row: row, column: column)] = value }
        return cells
    }
}
