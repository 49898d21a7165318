// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Testing
import Workbooks

/// Arrays that grow and shrink over constants, tables, merged cells and each other.
struct RandomSpillTests {
    private static let inputs = EvaluationInputs(now: 46_000.5, seed: 1)

    @Test("Spills never overwrite, and calculating in full changes nothing", arguments: 0..<40)
    func spills(seed: UInt64) throws {
        var edits = RandomEdits(seed: seed, arraysAreFrequent: true)
        var workbook = Workbook()
        workbook.appendSheet(named: "Sheet1", uid: "{1}")
        var state = WorkbookState(workbook)
        var accepted: [any Command] = []
        for _ in 0..<40 {
            let command = try edits.next(state.workbook)
            let before = state
            let change: Change
            do {
                change = try command.apply(to: &state.workbook)
            } catch {
                state = before
                continue
            }
            let typed = state.workbook.sheets.map(Self.constants)
            try Calculator.recalculate(&state, after: change, inputs: Self.inputs)
            accepted.append(command)
            for (position, sheet) in state.workbook.sheets.enumerated() {
                try #require(Self.constants(sheet) == typed[position], "seed \(seed), after \(accepted.suffix(3))")
                try #require(Self.faults(sheet) == [], "seed \(seed), after \(accepted.suffix(3))")
            }
            var full = WorkbookState(state.workbook)
            try Calculator.calculate(&full, everything: true, inputs: Self.inputs)
            let difference = Set(description(of: full.workbook)).symmetricDifference(description(of: state.workbook))
            try #require(difference.isEmpty, "seed \(seed), after \(accepted.suffix(3)): \(difference.sorted())")
        }
        #expect(accepted.count > 12)
    }

    /// What was typed: values that no formula gives and no array fills.
    private static func constants(_ sheet: Worksheet) -> [CellAddress: CellValue] {
        var constants: [CellAddress: CellValue] = [:]
        sheet.values.forEach(in: .wholeSheet) { row, column, value in
            if sheet.formulas[row, column] == 0, sheet.arrayCover[row, column] == 0 {
                constants[CellAddress(row: row, column: column)] = value.value
            }
        }
        return constants
    }

    /// What is wrong with the arrays of a sheet.
    private static func faults(_ sheet: Worksheet) -> [String] {
        var faults: [String] = []
        var covered = 0
        for (position, area) in sheet.arrays.enumerated() {
            guard let area else { continue }
            covered += area.range.cellCount
            if sheet.formulas[area.anchor.row, area.anchor.column] == 0 {
                faults.append("no formula in \(area.range.a1)")
            }
            if sheet.merges.contains(where: { $0.intersects(area.range) }) { faults.append("merged \(area.range.a1)") }
            if sheet.tables.contains(where: { $0.range.intersects(area.range) }) {
                faults.append("table \(area.range.a1)")
            }
            for row in area.range.firstRow...area.range.lastRow {
                for column in area.range.firstColumn...area.range.lastColumn {
                    if sheet.arrayCover[row, column] != UInt32(position) + 1 {
                        faults.append("cover of \(area.range.a1)")
                    }
                    if CellAddress(row: row, column: column) == area.anchor { continue }
                    if sheet.formulas[row, column] != 0 { faults.append("formula in \(area.range.a1)") }
                }
            }
        }
        var marks = 0
        sheet.arrayCover.forEach(in: .wholeSheet) { _, _, _ in marks += 1 }
        if marks != covered { faults.append("cells covered by no array") }
        return faults
    }
}
