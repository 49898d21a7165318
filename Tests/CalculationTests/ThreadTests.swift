// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Synchronization
import TestSupport
import Testing
import Workbooks

/// Large calculations are shared among threads; nothing of that may show in the results.
@Suite struct ThreadTests {
    private static let rows = 1200
    private static let inputs = EvaluationInputs(now: 46_000.5, seed: 3)

    /// By column from C on, formulas to be filled down; `#` is the row and `^` the row above.
    private static let patterns = [
        "=A#*$A$1+ROUND(A#/3,2)",
        "=IF(MOD(A#,3)=0,B#&\"/\"&A#,UPPER(B#))",
        "=SUM(C$2:C#)/(1+COUNT(C$2:C#))",
        "=IFERROR(VLOOKUP(B#,$B$2:$C$1200,2,FALSE),-1)+MATCH(A#,$A$2:$A$1200,0)",
        "=SUMIFS(C$2:C$1200,B$2:B$1200,B#)+SUMIF(D$2:D#,D#,C$2:C#)",
        "=G^*0.5+C#+IF(G^>1000,-1000,0)",
        "=INDEX(C$2:C$1200,MATCH(G#,G$2:G$1200,0))+RAND()",
        "=TEXT(C#,\"0.00\")&COUNTIF(E$2:E$1200,\">\"&E#)",
        "=SUM(E#:INDEX(F:F,#))",
    ]

    /// What a control was asked and told, by whichever thread.
    private final class Tally: Sendable {
        let asked = Atomic<Int>(0)
        let reports = Mutex<[CalculationControl.Progress]>([])
    }

    private static func workbook() throws -> Workbook {
        var generator = SeededGenerator(seed: 11)
        var workbook = Workbook()
        workbook.appendSheet(named: "Sheet1", uid: "{1}")
        workbook.sheets[0].set(.number(2), row: 0, column: 0)
        for row in 1..<Int32(rows) {
            workbook.sheets[0].set(.number(Double(Int.random(in: 1...900, using: &generator))), row: row, column: 0)
            let word = ["fig", "Fig", "pear", "quince"][Int.random(in: 0...3, using: &generator)]
            workbook.sheets[0].set(.text("\(word)\(Int.random(in: 1...40, using: &generator))"), row: row, column: 1)
        }
        for (offset, pattern) in patterns.enumerated() {
            // What reads the row above begins one row lower.
            for row in (pattern.contains("^") ? 2 : 1)..<rows {
                let cell = CellAddress(row: Int32(row), column: Int32(2 + offset))
                let text = pattern.replacing("#", with: "\(row + 1)").replacing("^", with: "\(row)")
                try enter(text, cell, &workbook)
            }
        }
        try enter("=SORT(UNIQUE(D2:D400))", CellAddress(row: 1, column: 14), &workbook)
        try enter("=COUNTA(O2#)&\" \"&SUM(I2:I1200)", CellAddress(row: 0, column: 15), &workbook)
        return workbook
    }

    private static func enter(_ text: String, _ cell: CellAddress, _ workbook: inout Workbook) throws {
        let expression = try FormulaParser.parse(
            text, at: cell, sheets: workbook.sheetNames, syntax: FormulaSyntax(notation: .a1, dialect: .user))
        workbook.setFormula(expression, kind: .dynamic, at: cell, sheetIndex: 0)
    }

    /// The bits of every cell, and its text.
    private static func fingerprint(_ state: WorkbookState) -> [String] {
        var cells: [String] = []
        state.workbook.sheets[0].values.forEach(in: .wholeSheet) { row, column, value in
            cells.append("\(row) \(column) \(value.isText ? value.text.string : "\(value.bits)")")
        }
        return cells
    }

    private static func change(_ number: Double, in state: inout WorkbookState, _ control: CalculationControl) throws {
        state.workbook.sheets[0].set(.number(number), row: 0, column: 0)
        var change = Change()
        change.values.append(Area(sheet: state.workbook.sheets[0].id, range: CellRange(CellAddress(row: 0, column: 0))))
        try Calculator.recalculate(&state, after: change, inputs: inputs, control: control)
    }

    @Test func `Results are the same to the last bit however many threads calculate`() throws {
        let workbook = try Self.workbook()
        var alone = WorkbookState(workbook)
        try Calculator.calculate(
            &alone, everything: true, inputs: Self.inputs, control: CalculationControl(threads: 1))
        let expected = Self.fingerprint(alone)
        #expect(expected.count > Self.rows * Self.patterns.count)
        for _ in 0..<3 {
            var together = WorkbookState(workbook)
            let control = CalculationControl(threads: 4)
            try Calculator.calculate(&together, everything: true, inputs: Self.inputs, control: control)
            #expect(Self.fingerprint(together) == expected)
            for number in [3.0, 0.125] {
                let kept = together
                let before = Self.fingerprint(kept)
                var single = alone
                try Self.change(number, in: &single, CalculationControl(threads: 1))
                try Self.change(number, in: &together, CalculationControl(threads: 4))
                #expect(Self.fingerprint(together) == Self.fingerprint(single))
                #expect(Self.fingerprint(kept) == before)
            }
        }
    }

    @Test func `A calculation on several threads can be cancelled`() throws {
        var state = WorkbookState(try Self.workbook())
        let tally = Tally()
        let control = CalculationControl(
            threads: 4, isCancelled: { tally.asked.wrappingAdd(1, ordering: .relaxed).newValue > 40 })
        #expect(throws: WorkbookError.requestAborted("The calculation was cancelled.")) {
            try Calculator.calculate(&state, everything: true, inputs: Self.inputs, control: control)
        }
    }

    @Test(arguments: [1, 4])
    func `Progress is reported up to the last cell`(threads: Int) throws {
        var state = WorkbookState(try Self.workbook())
        let tally = Tally()
        let control = CalculationControl(
            threads: threads, onProgress: { report in tally.reports.withLock { $0.append(report) } })
        try Calculator.calculate(&state, everything: true, inputs: Self.inputs, control: control)
        let all = tally.reports.withLock { $0 }
        let furthest = all.map(\.done).max() ?? 0
        let total = all.map(\.total).max() ?? 0
        #expect(total > Self.rows * 8)
        #expect(all.count > 20 && all.count < 1024)
        #expect(all.allSatisfy { $0.done <= $0.total })
        // The last of the cells may come after the last report.
        #expect(Double(furthest) > Double(total) * 0.98)
    }
}
