// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@Suite struct FormulaParserTests {
    private func cell(_ row: Int32, _ column: Int32) -> Expression {
        let corner = CellReference(row: row, column: column, isRowAbsolute: false, isColumnAbsolute: false)
        return .reference(ReferenceExpression(shape: .cell, first: corner, last: corner))
    }

    @Test func `Operators bind as in Excel`() throws {
        let cases: [(String, Expression)] = [
            ("-2^2", .binary(.power, .unary(.minus, .number(2)), .number(2))),
            ("2^3^2", .binary(.power, .binary(.power, .number(2), .number(3)), .number(2))),
            ("-5%", .unary(.percent, .unary(.minus, .number(5)))),
            ("2^3%", .binary(.power, .number(2), .unary(.percent, .number(3)))),
            ("1+2*3", .binary(.add, .number(1), .binary(.multiply, .number(2), .number(3)))),
            ("1&2=3", .binary(.equal, .binary(.concatenate, .number(1), .number(2)), .number(3))),
            ("1-2-3", .binary(.subtract, .binary(.subtract, .number(1), .number(2)), .number(3))),
            ("@A1#", .unary(.implicitIntersection, .unary(.spill, cell(-4, -2)))),
            ("-A1 B1", .unary(.minus, .binary(.intersection, cell(-4, -2), cell(-4, -1)))),
        ]
        for (formula, expected) in cases { #expect(try parse(formula) == expected, "\(formula)") }
    }

    @Test func `References are stored as offsets from their cell`() throws {
        #expect(try parse("D6") == cell(1, 1))
        #expect(try parse("D6") == parse("E7", at: CellAddress(row: 5, column: 3)))
        #expect(try parse("$D$6") != parse("$E$7", at: CellAddress(row: 5, column: 3)))
    }

    @Test func `Prefixes are told apart`() throws {
        func prefix(_ formula: String) throws -> SheetPrefix? {
            switch try parse(formula) {
            case .reference(let reference): reference.prefix
            case .name(let name): name.prefix
            default: nil
            }
        }
        let cases: [(String, SheetPrefix)] = [
            ("Sheet2!A1", .sheet(sheetIDs[1])), ("SHEET2!x", .sheet(sheetIDs[1])), ("Nope!A1", .external("Nope")),
            ("'O''Neil'!A1", .sheet(sheetIDs[4])), ("Sheet1:Sheet2!A1", .span(sheetIDs[0], sheetIDs[1])),
            ("'Sheet1:O''Neil'!A1", .span(sheetIDs[0], sheetIDs[4])), ("#REF!A1", .missing),
            ("'C:\\d\\[B.xlsx]S'!A1", .external("C:\\d\\[B.xlsx]S")), ("[1]!n", .external("[1]")),
            ("[1]Sheet1:Sheet2!A1", .external("[1]Sheet1:Sheet2")), ("A1", .none),
        ]
        for (formula, expected) in cases { #expect(try prefix(formula) == expected, "\(formula)") }
        #expect(try parse("Sheet1!#REF!") != parse("#REF!"))
    }

    @Test func `Table references are told apart`() throws {
        let cases: [(String, StructuredReference)] = [
            ("T[A]", StructuredReference(table: "T", items: [], columns: .one("A"))),
            ("T[]", StructuredReference(table: "T", items: [], columns: .all)),
            ("[@A]", StructuredReference(table: nil, items: .thisRow, columns: .one("A"))),
            ("T[#All]", StructuredReference(table: "T", items: .all, columns: .all)),
            (
                "T[[#Data],[#Totals],[A b]]",
                StructuredReference(table: "T", items: [.data, .totals], columns: .one("A b"))
            ),
            ("[1]!T[[A]:[B]]", StructuredReference(table: "T", book: "[1]", items: [], columns: .span("A", "B"))),
            ("T['[x']'#'']", StructuredReference(table: "T", items: [], columns: .one("[x]#'"))),
        ]
        for (formula, expected) in cases { #expect(try parse(formula) == .structured(expected), "\(formula)") }
    }

    @Test(
        "What is no formula is an error at its place",
        arguments: [
            ("", 0, FormulaError.Reason.unexpectedEnd), ("=", 1, .unexpectedEnd), ("=1+", 3, .unexpectedEnd),
            ("=(1", 3, .unexpectedEnd), ("=1)", 2, .unexpectedToken), ("=SUM(1", 6, .unexpectedEnd),
            ("=\"a", 1, .unexpectedEnd), ("='Sheet1", 1, .unexpectedEnd), ("='Sheet1'", 1, .unexpectedToken),
            ("=1 2", 3, .unexpectedToken), ("=*1", 1, .unexpectedToken), ("={1,2;3}", 1, .invalidArray),
            ("={A1}", 2, .invalidArray), ("={}", 2, .invalidArray), ("={1", 3, .unexpectedEnd),
            ("=$A", 1, .invalidReference), ("=$A+1", 1, .invalidReference), ("=$2", 1, .invalidReference),
            ("=2:", 1, .invalidReference), ("=T[[A]", 6, .unexpectedEnd), ("=T[#Nope]", 3, .invalidStructuredReference),
            ("=T[a[b]", 4, .invalidStructuredReference), ("=1E+400", 1, .numberTooLarge),
            ("=~", 1, .unexpectedCharacter),
            ("=1×2", 2, .unexpectedCharacter), ("=a×2", 1, .unexpectedCharacter), ("=Sheet1!", 8, .unexpectedEnd),
            ("=Sheet1!1", 8, .invalidReference), ("=.", 1, .unexpectedCharacter), ("=()", 2, .unexpectedToken),
            ("=$A1:$B", 5, .invalidReference), ("=1E2:4", 4, .unexpectedToken), ("=A1:5", 4, .unexpectedToken),
            ("=A1 5", 4, .unexpectedToken), ("=5#", 2, .unexpectedToken),
            ("=1(2)", 2, .unexpectedToken),
            ("=\u{201C}a\u{201D}", 1, .unexpectedCharacter),
        ])
    func errors(formula: String, position: Int, reason: FormulaError.Reason) {
        #expect(throws: FormulaError(position: position, reason: reason)) { try parse(formula) }
    }

    @Test(
        "An offset that leads off the grid is refused where it is entered",
        arguments: ["=R[-5]C", "=1+RC[-3]", "=R[-5]", "=C[-3]:C", "=SUM(R[-9]C:RC)", "=RC[16383]", "=R[1048575]C1"])
    func offsetsOffTheGrid(formula: String) {
        let error = #expect(throws: FormulaError.self) { try parse(formula, syntax(.r1c1)) }
        #expect(error?.reason == .invalidReference)
    }

    @Test func `Nesting, length and number of operators are bounded, and what is allowed is handled`() throws {
        func reason(_ formula: String, _ dialect: FormulaSyntax.Dialect = .user) -> FormulaError.Reason? {
            do {
                _ = try parse(formula, syntax(.a1, dialect))
                return nil
            } catch { return (error as? FormulaError)?.reason }
        }
        func nested(_ open: String, _ close: String, _ count: Int) -> String {
            String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
        }
        let openings = [("(", ")"), ("SUM(", ")"), ("-", ""), ("@", ""), ("{", "}"), ("LET(a,", ",a)")]
        for (open, close) in openings {
            #expect(reason(nested(open, close, 1000)) != nil, "\(open)")
            if open != "{" { #expect(reason(nested(open, close, 250)) == nil, "\(open)") }
        }
        #expect(reason(String(repeating: "(", count: 8000)) == .tooDeep)
        #expect(reason(String(repeating: "1", count: 8193)) == .tooLong)
        #expect(reason("\"" + String(repeating: "é", count: 8190) + "\"") == nil)
        #expect(reason("\"" + String(repeating: "😀", count: 4096) + "\"") == .tooLong)
        #expect(reason("1" + String(repeating: "%", count: 4097)) == .tooManyOperators)
        #expect(reason("1" + String(repeating: "%", count: 16384), .file) == .tooLong)
        for tail in ["+1", "%", " A1", ":A1", "#", "()"] {
            let formula = "A1" + String(repeating: tail, count: tail == "%" || tail == "#" ? 4096 : 2000)
            let called = tail == "()" ? "(A1)" + formula.dropFirst(2) : formula
            let expression = try parse(called, syntax(.a1, .file))
            var parts = 0
            expression.walk { _ in parts += 1 }
            #expect(parts > 2000)
            #expect(expression.mapped { _ in nil } == expression)
            #expect(text(expression).utf8.count >= called.utf8.count - 1)
        }
    }
}
