// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import TestSupport
import Testing
import Workbooks

/// Filled-down columns are calculated as blocks; the same formulas evaluated one by one must give the same bits.
struct BlockTests {
    private static let rows = 300
    private static let inputs = EvaluationInputs(now: 46_000.5, seed: 1)

    @Test("A block gives what its cells give one by one", arguments: 0..<60)
    func blocks(seed: UInt64) throws {
        var formulas = RandomFormulas(seed: seed)
        var state = WorkbookState(formulas.workbook(rows: Self.rows))
        let column: Int32 = 8
        let shape = formulas.shape()
        for row in 1...Self.rows {
            try Self.enter(formulas.formula(shape, row: row), CellAddress(row: Int32(row - 1), column: column), &state)
        }
        try Self.compare(&state, column, "seed \(seed)")
    }

    @Test(
        "Columns that read themselves are calculated in order",
        arguments: [
            "=IFERROR(I{above}+A{row},0)-B$2", "=IF(C{row}>2,I{above},A{row}*2)", "=MAX(I{above},D{row})",
            "=I{above}&LEFT(\"ab\",A{row})", "=-I{below}%+A{row}", "=SUM(I$2:I{above})*0.001+{row}",
            "=IF(I{above}<>0,1/(I{above}-{row}),E{row})",
        ])
    func sequences(pattern: String) throws {
        var formulas = RandomFormulas(seed: 7)
        var state = WorkbookState(formulas.workbook(rows: Self.rows))
        for row in 3..<Self.rows {
            let formula = RandomFormulas.filled(pattern, row: row)
            try Self.enter(formula, CellAddress(row: Int32(row - 1), column: 8), &state)
        }
        try Self.compare(&state, 8, pattern)
    }

    @Test func `Formulas that differ in numbers alone keep their own when one is replaced`() throws {
        var sheet = Sheet()
        try sheet.enter([("A1", "10")] + (1...40).map { ("B\($0)", "=$A$1*\($0)+IF(\($0)>20,0.5,\(-$0))") })
        #expect(sheet.numbers("B1:B3") == [9, 18, 27])
        #expect(sheet["B40"] == .number(400.5))
        try sheet.enter([("B20", "=$A$1*2000+IF(1>20,0.5,-1)"), ("B30", "7")])
        try sheet.type("1", into: "A1")
        #expect(sheet.numbers("B19:B21") == [0, 1999, 21.5])
        #expect(sheet.numbers("B29:B31") == [29.5, 7, 31.5])
        try sheet.type("=$A$1*30", into: "B30")
        #expect(sheet.numbers("B29:B31") == [29.5, 30, 31.5])
    }

    @Test func `Numbers that a function does not take do not displace those it takes`() throws {
        var sheet = Sheet()
        try sheet.enter((1...8).map { ("A\($0)", "=IFERROR(LEN(1,2,\($0)),\($0 * 3))") })
        #expect(sheet.numbers("A1:A4") == [3, 6, 9, 12])
    }

    private static func enter(_ formula: String, _ cell: CellAddress, _ state: inout WorkbookState) throws {
        let expression = try FormulaParser.parse(
            formula, at: cell, sheets: state.workbook.sheetNames, syntax: FormulaSyntax(notation: .a1, dialect: .user))
        state.workbook.setFormula(expression, kind: .dynamic, at: cell, sheetIndex: 0)
    }

    /// Calculates everything, then every cell of a column by itself.
    private static func compare(_ state: inout WorkbookState, _ column: Int32, _ comment: String) throws {
        state = WorkbookState(state.workbook)
        try Calculator.calculate(&state, everything: true, inputs: inputs)
        let sheet = state.workbook.sheets[0]
        for row in 0..<Int32(rows) {
            let cell = CellAddress(row: row, column: column)
            guard let template = state.workbook.formula(at: cell, on: sheet.id) else { continue }
            let alone = Calculator.evaluate(
                template.expression, in: state.workbook, sheet: sheet.id, at: cell, inputs: inputs)
            guard case .scalar(let value) = alone else { continue }
            let expected = value.isEmpty ? CellValue.number(0) : value
            let text = state.workbook.formulaText(at: cell, on: sheet.id) ?? ""
            try #require(isIdentical(sheet.value(row, column), expected), "\(comment): \(cell.a1) \(text)")
        }
    }

    /// Equality to the last bit, the sign of zero included.
    private static func isIdentical(_ left: CellValue, _ right: CellValue) -> Bool {
        if case .number(let one) = left, case .number(let other) = right { return one.bitPattern == other.bitPattern }
        return left == right
    }
}

/// Random formulas to be filled down, over columns of numbers mixed with everything else a cell may hold.
private struct RandomFormulas {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

    /// Columns A to F: the further right, the fewer numbers.
    mutating func workbook(rows: Int) -> Workbook {
        var workbook = Workbook()
        workbook.appendSheet(named: "Sheet1", uid: "{1}")
        for row in 0..<Int32(rows) {
            for column in 0..<Int32(6) {
                let isNumber = number(0...40) >= Int(column) * Int(column)
                let value: CellValue =
                    isNumber
                    ? .number(Double(number(-40...40)) / 8)
                    : [.empty, .text("x"), .text("7"), .boolean(true), .error(.notAvailable), .text("X")][number(0...5)]
                workbook.sheets[0].set(value, row: row, column: column)
            }
        }
        return workbook
    }

    /// A formula with places for rows, `{row}`, and for numbers that every row has its own of, `{#}`.
    mutating func shape() -> String { "=" + expression(depth: 4) }

    private mutating func expression(depth: Int) -> String {
        guard depth > 0, number(0...9) > 0 else { return operand() }
        func inner() -> Int { depth - 1 }
        switch number(0...15) {
        case 0...5:
            let sign = ["+", "-", "*", "/", "^", "&", "=", "<", ">=", "<>"][number(0...9)]
            return "(\(expression(depth: inner()))\(sign)\(expression(depth: inner())))"
        case 6: return "-\(expression(depth: inner()))"
        case 7: return "(\(expression(depth: inner())))%"
        case 8, 9:
            return "IF(\(expression(depth: inner())),\(expression(depth: inner())),\(expression(depth: inner())))"
        case 10: return "IFERROR(\(expression(depth: inner())),\(expression(depth: inner())))"
        case 11: return "ROUND(\(expression(depth: inner())),\(number(0...3)))"
        case 12: return "\(aggregate())(\(expression(depth: inner())),A{row}:F{row},\(expression(depth: inner())))"
        case 13: return "\(aggregate())(\(area()),\(expression(depth: inner())))"
        case 14: return "LEN(\(expression(depth: inner())))"
        default: return "IFNA(\(expression(depth: inner())),\(operand()))"
        }
    }

    private mutating func aggregate() -> String { ["SUM", "MIN", "MAX", "AVERAGE", "COUNT"][number(0...4)] }

    private mutating func area() -> String {
        ["A$1:A{row}", "B{row}:C{below}", "$A$5:$D$9", "C{row}:C{below}", "E{row}:F{row}"][number(0...4)]
    }

    private mutating func operand() -> String {
        let column = ["A", "B", "C", "D", "E", "F", "G"][number(0...6)]
        switch number(0...9) {
        case 0: return "{#}"
        case 1: return "\(number(-3...9))"
        case 2: return "$\(column)$\(number(1...300))"
        case 3: return "\(column){below}"
        case 4: return ["TRUE", "\"x\"", "#N/A", "1E300"][number(0...3)]
        default: return "\(column){row}"
        }
    }

    /// The formula for a one-based row.
    mutating func formula(_ shape: String, row: Int) -> String {
        var result = ""
        for (index, part) in Self.filled(shape, row: row).split(separator: "{#}", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { result += "\(Double(number(0...60)) / 4)" }
            result += part
        }
        return result
    }

    static func filled(_ pattern: String, row: Int) -> String {
        pattern.replacing("{row}", with: "\(row)").replacing("{above}", with: "\(row - 1)")
            .replacing("{below}", with: "\(row + 1)")
    }
}
