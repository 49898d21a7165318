// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@Suite struct RelativeTextTests {
    private static func relative(_ formula: String, _ cell: CellAddress) -> [UInt8]? {
        var text = RelativeText()
        var formula = formula
        return formula.withUTF8 { text.read($0, at: cell) } ? Array(text.bytes) : nil
    }

    struct Pair: CustomTestStringConvertible {
        let one: String
        let other: String
        let testDescription: String

        /// Formulas in B2 and C4.
        init(_ one: String, _ other: String) {
            (self.one, self.other) = (one, other)
            testDescription = "\(one) and \(other)"
        }

        var relatives: (one: [UInt8]?, other: [UInt8]?) {
            (relative(one, CellAddress(row: 1, column: 1)), relative(other, CellAddress(row: 3, column: 2)))
        }
    }

    @Test(
        "A filled formula has one relative text",
        arguments: [
            Pair("A1+1", "B3+1"), Pair("SUM($A$1:A1)*2E5", "SUM($A$1:B3)*2E5"), Pair("a1", "B3"),
            Pair("'It''s 1'!A1&\"A1\"", "'It''s 1'!B3&\"A1\""),
            Pair("VLOOKUP(A2,Data!$A:$F,3)", "VLOOKUP(B4,Data!$A:$F,3)"),
            Pair("SUM(A:B)", "SUM(B:C)"), Pair("Sales[[#This Row],[a'']b]]*A2", "Sales[[#This Row],[a'']b]]*B4"),
            Pair("LOG10(A2)+IF(A2#=1,#N/A,#REF!A1)", "LOG10(B4)+IF(B4#=1,#N/A,#REF!B3)"), Pair("A$1:$B2", "B$1:$B4"),
        ])
    func equal(_ pair: Pair) {
        let (one, other) = pair.relatives
        #expect(one != nil)
        #expect(one == other)
    }

    @Test(
        "Formulas that mean different things have different relative texts",
        arguments: [
            Pair("A1", "A1"), Pair("LOG1(2)", "MPH3(2)"), Pair("\"A1\"", "\"B3\""), Pair("A1!A1", "B3!B3"),
            Pair("$A1", "A3"), Pair("A$1", "B1"), Pair("$A$1:B5", "$A$1:B7"), Pair("B1:$B$3", "C3:$B$3"),
            Pair("1E5+A1", "1F7+B3"), Pair("Rate1", "Rate3"), Pair("T[A1]", "T[B3]"), Pair("$A1:XFC1", "$A3:XFD3"),
        ])
    func different(_ pair: Pair) {
        let (one, other) = pair.relatives
        #expect(one == nil || one != other)
    }

    @Test("Whole rows, spans of sheets and other workbooks are left to the parser")
    func none() {
        for formula in ["2:4", "$2:$4", "One:Two!A1", "A1:Two!B2", "[1]One!A1", "A1:B2:C3", "'open", "T[", "\u{1}"] {
            #expect(Self.relative(formula, home) == nil, "\(formula)")
        }
    }

    @Test("Texts that share their relative text parse to one expression", arguments: [UInt64(31), 32, 33])
    func random(seed: UInt64) {
        var random = RandomBits(state: seed)
        let pieces = [
            "(", ")", "[", "]", "'", "\"", "#", "!", ":", ":", ":", ",", " ", "SUM(", "Sheet1!", "'Sheet 2'!", "+", "-",
            "#REF!", "#N/A", "1E", "5", "Sales[", "@", "A", "$", "_xlfn.", "é", "{1,2}", "\"A1\"", "A:B", ".", "%",
        ]
        var shared = 0
        for _ in 0..<30_000 {
            let origins = (0..<2).map { _ in
                CellAddress(row: 40 + Int32(random.next() % 40), column: 30 + Int32(random.next() % 40))
            }
            var texts = ["", ""]
            for _ in 0..<1 + Int(random.next() % 7) {
                guard random.next() % 3 > 0 else {
                    let piece = pieces[Int(random.next() % UInt64(pieces.count))]
                    for index in texts.indices { texts[index] += piece }
                    continue
                }
                let (row, column) = (Int32(random.next() % 60) - 30, Int32(random.next() % 50) - 25)
                let (isRowAbsolute, isColumnAbsolute) = (random.next() & 1 == 0, random.next() & 1 == 0)
                for index in texts.indices {
                    let place = CellAddress(
                        row: isRowAbsolute ? row + 40 : row + origins[index].row,
                        column: isColumnAbsolute ? column + 30 : column + origins[index].column)
                    texts[index] += isColumnAbsolute ? "$" : ""
                    texts[index] += CellAddress.letters(ofColumn: place.column) + (isRowAbsolute ? "$" : "")
                    texts[index] += "\(place.row + 1)"
                }
            }
            guard let one = Self.relative(texts[0], origins[0]), one == Self.relative(texts[1], origins[1]) else {
                continue
            }
            let expressions = zip(texts, origins).map { text, origin in
                try? FormulaParser.parse(
                    text, at: origin, sheets: sheets, syntax: FormulaSyntax(notation: .a1, dialect: .file))
            }
            shared += expressions[0] == nil ? 0 : 1
            #expect(expressions[0] == expressions[1], "\(texts) at \(origins.map(\.a1))")
        }
        // A reader that never finds anything in common would pass as well.
        #expect(shared > 3_000)
    }

    @Test(
        "The rows below are those for which nothing but the rows changes",
        arguments: [
            ("A10", 1_048_566), ("A$10:A5", 4), ("A5:A$10", 5), ("A$1:A5", 1_048_570), ("A1:A$1048576", 0),
            ("$A$1", 1_048_576),
            ("A$1:A1048570", 5), ("SUM(A10:A12,B5:B$9)", 4), ("A:A+B3", 1_048_573),
        ])
    func rowsBelow(formula: String, rows: Int32) {
        var text = RelativeText()
        var formula = formula
        #expect(formula.withUTF8 { text.read($0, at: CellAddress(row: 0, column: 0)) })
        #expect(text.rowsBelow == rows)
    }

    @Test("With their rows greater by as much, formulas have the same relative text further down")
    func placesFollow() {
        let formulas = [
            "A1+$B$2*C$3", "SUM(A$1:A5)-SUM(C7:C$300)", "'It''s 1'!A1&\"A1\"&B99", "LOG10(A9)+Rate1*1.5E3", "A$10:A5",
            "2*D998",
        ]
        for formula in formulas {
            var text = RelativeText()
            var bytes = Array(formula.utf8)
            #expect(bytes.withUnsafeBufferPointer { text.read($0, at: CellAddress(row: 0, column: 3)) })
            let (expected, places, last) = (Array(text.bytes), text.places, Int(text.rowsBelow))
            for distance in [1, 2, 3, 9, 99, 999, last].map({ min($0, last) }) {
                bytes = Array(formula.utf8)
                for place in places.reversed() where place.isRow {
                    let range = place.offset..<place.offset + place.length
                    let row = Int(String(decoding: bytes[range], as: UTF8.self)) ?? 0
                    bytes.replaceSubrange(range, with: String(row + distance).utf8)
                }
                let cell = CellAddress(row: Int32(distance), column: 3)
                #expect(bytes.withUnsafeBufferPointer { text.read($0, at: cell) })
                #expect(Array(text.bytes) == expected, "\(formula) \(distance) rows down")
            }
        }
    }
}
