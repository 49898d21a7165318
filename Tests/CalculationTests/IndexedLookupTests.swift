// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Testing
import Workbooks

/// Lookups and aggregates under criteria that share an index, against the same formulas one at a time by the long way:
/// a choice between ranges is read through the table of functions, and a formula alone is not worth an index.
@Suite struct IndexedLookupTests {
    /// The same runs are calculated in the same order each time, so an index is asked for at the same moment.
    @Test func `An index of one calculation is not taken for current in the next`() throws {
        var sheet = Sheet()
        var cells = [("C1", "1")]
        for row in 1...300 {
            cells += [("A\(row)", "=$C$1*\(row)"), ("B\(row)", "=MATCH(A\(row),$A$1:$A$300,0)")]
        }
        try sheet.enter(cells)
        for factor in ["7", "-3", "1000"] {
            try sheet.type(factor, into: "C1")
            #expect(sheet.numbers("B1:B300") == (1...300).map { Double($0) })
        }
    }

    private static let rows = 400

    /// Three columns of data: A holds every kind of value with many equal ones, B sorted numbers among gaps, texts and
    /// equal ones, E numbers to add up with an error now and then. C holds what is looked for.
    private struct Book {
        var state: WorkbookState
        let sheet: SheetID
        var generator: SeededGenerator

        init(seed: UInt64) {
            generator = SeededGenerator(seed: seed)
            var workbook = Workbook()
            sheet = workbook.appendSheet(named: "Sheet1", uid: "{1}")
            state = WorkbookState(workbook)
            for row in 0..<IndexedLookupTests.rows { write(Int32(row)) }
        }

        mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

        mutating func mixed() -> CellValue {
            let words = [
                "Pear", "PEAR", "apple", "a*e", "a~*e", "App?e", "fig", "", "12", " 12", "1e1", "TRUE", "Straße",
            ]
            switch number(0...9) {
            case 0...2: return .number(Double(number(-4...12)))
            case 3: return .number(Double(number(0...40)) / 4)
            case 4...6: return .text(words[number(0...words.count - 1)])
            case 7: return .boolean(number(0...1) == 0)
            case 8: return .error(number(0...1) == 0 ? .notAvailable : .divisionByZero)
            default: return .empty
            }
        }

        mutating func write(_ row: Int32) {
            state.workbook.sheets[0].set(mixed(), row: row, column: 0)
            let sorted: CellValue =
                switch number(0...7) {
                case 0: .empty
                case 1: .text("gap")
                default: .number(Double(row / 3))
                }
            state.workbook.sheets[0].set(sorted, row: row, column: 1)
            state.workbook.sheets[0].set(mixed(), row: row, column: 2)
            let addend: CellValue = number(0...199) == 0 ? .error(.name) : .number(Double(number(-999...999)) / 7)
            state.workbook.sheets[0].set(addend, row: row, column: 4)
        }

        mutating func edit() throws {
            var change = Change()
            for _ in 0..<number(1...5) {
                let row = Int32(number(0...IndexedLookupTests.rows - 1))
                write(row)
                change.values.append(
                    Area(sheet: sheet, range: CellRange(firstRow: row, firstColumn: 0, lastRow: row, lastColumn: 4)))
            }
            try Calculator.recalculate(&state, after: change, inputs: Sheet.inputs)
        }

        func parse(_ formula: String, row: Int) throws -> Expression {
            let text = formula.replacing("#", with: "\(row + 1)")
            return try FormulaParser.parse(
                text, at: CellAddress(row: Int32(row), column: 7), sheets: state.workbook.sheetNames,
                syntax: FormulaSyntax(notation: .a1, dialect: .user))
        }

        /// Fills a formula down column H, `#` being the row.
        mutating func fill(_ formula: String) throws {
            var change = Change()
            for row in 0..<IndexedLookupTests.rows {
                let cell = CellAddress(row: Int32(row), column: 7)
                state.workbook.setFormula(try parse(formula, row: row), kind: .implicit, at: cell, sheetIndex: 0)
            }
            let last = Int32(IndexedLookupTests.rows - 1)
            change.formulas.append(
                Area(sheet: sheet, range: CellRange(firstRow: 0, firstColumn: 7, lastRow: last, lastColumn: 7)))
            try Calculator.recalculate(&state, after: change, inputs: Sheet.inputs)
        }

        /// The formula of one row on its own, by the long way.
        func alone(_ formula: String, row: Int) throws -> CellValue {
            // Ranges become choices between ranges, which no index is asked for at the first time.
            let long = formula.replacing(/[$A-Z]+[$#0-9]*:[$A-Z]+[$#0-9]*/) { "CHOOSE(1,\($0.output))" }
            let cell = CellAddress(row: Int32(row), column: 7)
            let result = Calculator.evaluate(
                try parse(long, row: row), in: state.workbook, sheet: sheet, at: cell, inputs: Sheet.inputs)
            switch result {
            case .scalar(let value): return value == .empty ? .number(0) : value
            case .matrix(let matrix): return matrix.elements[0]
            default: return .error(.calculation)
            }
        }
    }

    private static let lookups = [
        "VLOOKUP(C#,$A$1:$E$400,5,FALSE)", "VLOOKUP(C#,A#:E499,5,0)", "VLOOKUP(C#,A:E,3,)", "VLOOKUP(C#,$B$1:$E$400,4)",
        "VLOOKUP(C#,$A$1:$E$400,2,TRUE)", "MATCH(C#,$A$1:$A$400,0)", "MATCH(C#,A$1:A#,0)", "MATCH(C#,B:B)",
        "MATCH(C#,B#:B$400,1)", "MATCH(C#,$B$1:$B$400,-1)", "MATCH(C#,A$3:A$30,0)", "MATCH(C#,B$3:B$20)",
        "XMATCH(C#,$A$1:$A$400)", "XMATCH(C#,$A$1:$A$400,0,-1)", "XMATCH(C#,$A$1:$A$400,2)",
        "XMATCH(C#,$A$1:$A$400,-1)", "XMATCH(C#,$A$1:$A$400,1,-1)", "XMATCH(C#,$B$1:$B$400,1,2)",
        "XMATCH(C#,$B$1:$B$400,-1,-2)", "XLOOKUP(C#,$A$1:$A$400,$E$1:$E$400)", "XLOOKUP(C#,A:A,B:B,\"none\",0,-1)",
        "XLOOKUP(C#,A#:A$400,E#:E$400,,-1)", "LOOKUP(C#,$B$1:$B$400,$E$1:$E$400)", "LOOKUP(C#,$B$1:$E$400)",
        "INDEX($E$1:$E$400,MATCH(C#,$A$1:$A$400,0))", "INDEX($A$1:$E$400,MATCH(C#,$A$1:$A$400,0),5)",
        "IFERROR(VLOOKUP(C#,$A$1:$E$400,9,FALSE),\"-\")", "VLOOKUP(C#,$A$1:$E$400,A#,FALSE)",
    ]

    private static let aggregates = [
        "SUMIFS($E$1:$E$400,$A$1:$A$400,C#)", "SUMIFS(E$1:E#,A$1:A#,\"Pear\")", "SUMIFS(E$1:E#,A$1:A#,C#)",
        "SUMIFS(E:E,A:A,C#)", "SUMIF($A$1:$A$400,C#,$E$1)", "SUMIF($A$1:$A$400,C#,$E$2:$E$9)", "SUMIF(B:B,C#)",
        "COUNTIF($A$1:$A$400,C#)", "COUNTIF(A:A,C#)", "COUNTIF($E$1:$E$400,\">\"&E#)", "COUNTIF($B$1:$B$400,\"<=\"&B#)",
        "COUNTIF(A$1:A#,\"<>\"&C#)", "COUNTIF($A$1:$A$400,\"p*\")", "COUNTIFS($A$1:$A$400,C#,$B$1:$B$400,\">=\"&B#)",
        "COUNTIFS(A#:A$400,C#,E#:E$400,\">0\")", "SUMIFS($E$1:$E$400,$B$1:$B$400,\">=\"&B#,$B$1:$B$400,\"<90\")",
        "SUMIFS($E$1:$E$400,$A$1:$A$400,C#,$C$1:$C$400,A#)", "AVERAGEIFS($E$1:$E$400,$A$1:$A$400,C#)",
        "AVERAGEIF($A$1:$A$400,C#,$E$1:$E$400)", "MAXIFS($E$1:$E$400,$A$1:$A$400,C#)",
        "MINIFS(E$1:E#,B$1:B#,\">\"&C#)", "SUMIFS($E$1:$E$400,$A$2:$A$401,C#)", "SUMIFS($E$1:$E$300,$A$2:$A$400,C#)",
        "SUMIFS($E$1:$E$400,$A$1:$A$400,\"=\")", "COUNTIFS($A$1:$A$400,\"\",$B$1:$B$400,\"\")",
        "COUNTIFS($E$1:$E$400,\">=-20\",$E$1:$E$400,\"<\"&B#)", "COUNTIFS($E$1:$E$400,\">\"&B#,$E$1:$E$400,\"<9\")",
        "COUNTIFS($E$1:$E$399,\">=-20\",$E$2:$E$400,\"<\"&B#)", "COUNTIFS($A$1:$A$400,\">\"&B#,$E$1:$E$400,\"<=50\")",
        "COUNTIFS($A$1:$A$400,\"*a*\",$E$1:$E$400,\"<\"&B#)", "COUNTIFS(E:E,\">=-20\",A:A,\"<\"&B#,C:C,\"<>\"&C#)",
        "SUMIFS($E$1:$E$400,$A$1:$A$400,\"<>\"&C#,$E$1:$E$400,\">=-5\",$E$1:$E$400,\"<\"&B#)",
    ]

    @Test("Formulas that share an index give what each gives alone, also after edits", arguments: lookups + aggregates)
    func shared(formula: String) throws {
        var book = Book(seed: 1)
        try book.fill("=" + formula)
        for round in 0..<3 {
            for row in stride(from: round, to: Self.rows, by: 9) {
                let found = book.state.workbook.sheets[0].value(Int32(row), 7)
                let expected = try book.alone("=" + formula, row: row)
                try #require(found == expected, "row \(row + 1), round \(round)")
            }
            try book.edit()
        }
    }

    @Test(
        "Exact lookups find the first and the last equal value of a plain scan", arguments: 1...4 as ClosedRange<UInt64>
    )
    func scan(seed: UInt64) throws {
        func areEqual(_ one: CellValue, _ other: CellValue) -> Bool {
            switch (one, other) {
            case (.number(let a), .number(let b)): a == b
            case (.text(let a), .text(let b)): a.lowercased() == b.lowercased()
            case (.boolean(let a), .boolean(let b)): a == b
            default: false
            }
        }
        for (formula, isLast) in [("=XMATCH(C#,$A$1:$A$400)", false), ("=XMATCH(C#,A:A,0,-1)", true)] {
            var book = Book(seed: seed)
            try book.fill(formula)
            for _ in 0..<3 {
                let column = (0..<Self.rows).map { book.state.workbook.sheets[0].value(Int32($0), 0) }
                for row in 0..<Self.rows {
                    let sought = book.state.workbook.sheets[0].value(Int32(row), 2)
                    // XMATCH looks for a blank when it is given one, which these columns' blanks are.
                    if sought == .empty { continue }
                    let place =
                        isLast
                        ? column.lastIndex { areEqual($0, sought) } : column.firstIndex { areEqual($0, sought) }
                    let expected =
                        place.map { CellValue.number(Double($0 + 1)) } ?? .error(sought.error ?? .notAvailable)
                    try #require(book.state.workbook.sheets[0].value(Int32(row), 7) == expected, "row \(row + 1)")
                }
                try book.edit()
            }
        }
    }

    @Test func `A column that formulas fill is looked up as it is now, not as it was`() throws {
        var sheet = Sheet()
        var cells: [(String, String)] = [("F1", "1")]
        for row in 1...300 {
            cells.append(("A\(row)", "=\(row)*$F$1"))
            cells.append(("B\(row)", "=MATCH(\(row)*$F$1,A$1:A$300,0)"))
            cells.append(("C\(row)", "=COUNTIF(A$1:A$300,\(row))"))
            // A lookup in the rows above of its own column.
            cells.append(("D\(row)", row < 100 ? "\(row)" : "=IFERROR(MATCH(\(row - 50),D$1:D\(row - 1),0),0)+1000"))
        }
        try sheet.enter(cells, kind: .implicit)
        for factor in [1, 3, -2, 1] {
            try sheet.type("\(factor)", into: "F1")
            for row in 1...300 {
                #expect(sheet["B\(row)"] == .number(Double(row)), "factor \(factor)")
                let isThere = row % factor == 0 && factor > 0 && row / factor <= 300
                #expect(sheet["C\(row)"] == .number(isThere ? 1 : 0), "factor \(factor), row \(row)")
            }
            #expect(sheet.numbers("D149:D151") == [1099, 1000, 1000])
        }
    }

    @Test func `Forks look up their own values`() throws {
        var book = Book(seed: 9)
        let formula = "MATCH(C#,$A$1:$A$400,0)"
        try book.fill("=" + formula)
        try book.edit()
        var fork = book
        for _ in 0..<3 {
            try fork.edit()
            try book.edit()
        }
        for row in stride(from: 0, to: Self.rows, by: 7) {
            for copy in [book, fork] {
                let found = copy.state.workbook.sheets[0].value(Int32(row), 7)
                let expected = try copy.alone("=" + formula, row: row)
                try #require(found == expected)
            }
        }
    }

    @Test func `Without room for indexes the results are the same`() throws {
        var limits = CalculationLimits()
        limits.indexBytes = 100
        var book = Book(seed: 4)
        book.state = WorkbookState(book.state.workbook, limits: limits)
        let formula = "VLOOKUP(C#,$A$1:$E$400,5,FALSE)"
        try book.fill("=" + formula)
        for row in stride(from: 0, to: Self.rows, by: 7) {
            let expected = try book.alone("=" + formula, row: row)
            try #require(book.state.workbook.sheets[0].value(Int32(row), 7) == expected)
        }
    }
}
