// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@Suite struct RandomFormulaTests {
    @Test("A printed formula is read back as it was", arguments: [UInt64(1), 2, 3, 4])
    func comesBack(seed: UInt64) throws {
        var source = RandomExpression(seed: seed)
        for _ in 0..<1500 {
            let origin = CellAddress(row: source.number(1000) + 100, column: source.number(200) + 50)
            let expression = source.expression(depth: 4)
            for notation in [FormulaSyntax.Notation.a1, .r1c1] {
                for dialect in [FormulaSyntax.Dialect.user, .file] {
                    let syntax = syntax(notation, dialect)
                    let printed = text(expression, syntax, at: origin)
                    let read = try parse(printed, syntax, at: origin)
                    // Parentheses that the printer had to add are in what was read; print and parse agree from there.
                    let again = text(read, syntax, at: origin)
                    #expect(again == printed)
                    #expect(try parse(again, syntax, at: origin) == read)
                    #expect(read.withoutLayout == expression.withoutLayout, "\(printed)")
                }
            }
        }
    }

    @Test("What is inserted and deleted again leaves a formula as it was", arguments: [UInt64(21), 22])
    func shiftedBack(seed: UInt64) {
        var source = RandomExpression(seed: seed)
        for round in 0..<1500 {
            let origin = CellAddress(row: source.number(1000) + 100, column: source.number(200) + 50)
            let expression = source.expression(depth: 4)
            let axis = round.isMultiple(of: 2) ? Shift.Axis.rows : .columns
            let insertion = Shift(axis: axis, index: source.number(1500), count: source.number(30) + 1)
            let deletion = Shift(axis: axis, index: insertion.index, count: -insertion.count)
            var pushed = origin
            if axis == .rows, origin.row >= insertion.index { pushed.row += insertion.count }
            if axis == .columns, origin.column >= insertion.index { pushed.column += insertion.count }
            let there = expression.shifted(
                by: insertion, on: sheetIDs[0], formulaSheet: sheetIDs[0], from: origin, to: pushed)
            let back = there.shifted(
                by: deletion, on: sheetIDs[0], formulaSheet: sheetIDs[0], from: pushed, to: origin)
            #expect(back == expression, "\(text(expression, at: origin)) at \(origin.a1), \(insertion)")
        }
    }

    @Test("Bytes of any kind give a formula or an error", arguments: [UInt64(11), 12])
    func hostile(seed: UInt64) {
        var random = RandomBits(state: seed)
        let pieces = [
            "(", ")", "[", "]", "{", "}", "'", "\"", "#", "@", "!", ":", ",", ";", " ", "$", "%", "A1", "R1C1", "C[",
            "$A",
            "Sheet1", "SUM(", "#REF!", "1E", "1E+9", "T[", "[#All]", "[@", "LET(", "_xlfn.", "_xlpm.", "é", "\u{0}",
            "=",
            "-", "2:4", "A:B", "TRUE", "1.5", "[1]", "&", "<>", "\n", "\u{FEFF}",
        ]
        for round in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(random.next() % 24) {
                if round.isMultiple(of: 4) {
                    bytes.append(UInt8(truncatingIfNeeded: random.next() >> 32))
                } else {
                    bytes.append(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))].utf8)
                }
            }
            let syntax = syntax(round & 1 == 0 ? .a1 : .r1c1, round & 2 == 0 ? .user : .file)
            bytes.withUnsafeBufferPointer { buffer in
                guard
                    let expression = try? FormulaParser.parse(utf8: buffer, at: home, sheets: sheets, syntax: syntax)
                else { return }
                let printed = text(expression, syntax)
                let again = try? parse(printed, syntax)
                #expect(again.map { text($0, syntax) } == printed, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }
}

extension Expression {
    /// The expression without parentheses and blanks, which the printer may add and R1C1 or arrays do not need.
    fileprivate var withoutLayout: Expression {
        mapped { part in
            switch part {
            case .parenthesized(let inner), .spaced(_, let inner, _): inner.withoutLayout
            default: nil
            }
        }
    }
}

/// SplitMix64: the same numbers from the same seed everywhere.
struct RandomBits: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// Makes expressions that a formula can say, from a seed.
private struct RandomExpression {
    private var random: RandomBits

    init(seed: UInt64) { random = RandomBits(state: seed) }

    mutating func number(_ bound: Int) -> Int32 { Int32(random.next() % UInt64(bound)) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int(number(elements.count))] }

    mutating func expression(depth: Int) -> Expression {
        guard depth > 0 else { return literal() }
        let inner = { (self: inout RandomExpression) in self.expression(depth: depth - 1) }
        switch number(12) {
        case 0, 1:
            let operators: [BinaryOperator] = [
                .power, .multiply, .divide, .add, .subtract, .concatenate, .equal, .notEqual, .less, .lessOrEqual,
                .greater, .greaterOrEqual,
            ]
            return .binary(pick(operators), inner(&self), inner(&self))
        case 2: return .unary(pick([.plus, .minus, .percent, .implicitIntersection]), inner(&self))
        case 3:
            return .call(
                pick(["SUM", "XLOOKUP", "SORT", "LOG10", "STDEV.S"]), (0..<number(4)).map { _ in inner(&self) })
        case 4: return .parenthesized(.binary(.union, reference(), reference()))
        case 5: return .binary(.intersection, reference(), reference())
        case 6: return .unary(.spill, cell())
        case 7: return .call("IF", [inner(&self), .missing, .spaced(before: " ", inner(&self), after: "\n")])
        case 8: return .call("LET", [.name(NameExpression(name: "x_1")), inner(&self), variable()])
        case 9: return .invoke(.call("LAMBDA", [.name(NameExpression(name: "x_1")), variable()]), [inner(&self)])
        case 10: return .structured(structured())
        default: return number(2) == 0 ? literal() : reference()
        }
    }

    private mutating func variable() -> Expression {
        .binary(.add, .name(NameExpression(name: "x_1")), literal())
    }

    private mutating func literal() -> Expression {
        switch number(7) {
        case 0: return .number(Double(number(1_000_000)))
        case 1: return .number(Double(number(1_000_000)) / 1024)
        case 2: return .text(pick(["", "a\"b", "größer", "line\nbreak"]))
        case 3: return .boolean(number(2) == 0)
        case 4: return .error(pick([.divisionByZero, .notAvailable, .name, .spill]))
        case 5:
            return .name(NameExpression(prefix: pick([.none, .sheet(sheetIDs[2]), .external("[1]")]), name: "Rate.a"))
        default:
            return .array(
                ArrayConstant(
                    rows: 2, columns: 2, elements: [.number(-1.5), .text("a"), .boolean(true), .error(.number)]))
        }
    }

    private mutating func corner(_ bound: Int32) -> CellReference {
        let (isRowAbsolute, isColumnAbsolute) = (number(2) == 0, number(2) == 0)
        // Second corners lie to the lower right of first ones from everywhere, whichever parts are absolute.
        return CellReference(
            row: isRowAbsolute ? number(50) + (bound > 0 ? 1500 : 0) : number(40) + (bound > 0 ? 50 : -50),
            column: isColumnAbsolute ? number(20) + (bound > 0 ? 500 : 0) : number(20) + (bound > 0 ? 25 : -25),
            isRowAbsolute: isRowAbsolute, isColumnAbsolute: isColumnAbsolute)
    }

    private mutating func prefix() -> SheetPrefix {
        pick([
            .none, .none, .sheet(sheetIDs[0]), .sheet(sheetIDs[2]), .sheet(sheetIDs[4]),
            .span(sheetIDs[0], sheetIDs[2]),
            .missing, .external("[Book.xlsx]Sheet 1"), .external("Unknown"), .external("[2]Data"),
        ])
    }

    private mutating func cell() -> Expression {
        let corner = corner(0)
        return .reference(ReferenceExpression(prefix: prefix(), shape: .cell, first: corner, last: corner))
    }

    private mutating func reference() -> Expression {
        var (first, last) = (corner(0), corner(1))
        switch number(5) {
        case 0: return cell()
        case 1:
            (first.row, first.isRowAbsolute) = (0, true)
            (last.row, last.isRowAbsolute) = (GridLimits.lastRow, true)
            return .reference(ReferenceExpression(prefix: prefix(), shape: .columns, first: first, last: last))
        case 2:
            (first.column, first.isColumnAbsolute) = (0, true)
            (last.column, last.isColumnAbsolute) = (GridLimits.lastColumn, true)
            return .reference(ReferenceExpression(prefix: prefix(), shape: .rows, first: first, last: last))
        case 3:
            let zero = CellReference(row: 0, column: 0, isRowAbsolute: true, isColumnAbsolute: true)
            return .reference(ReferenceExpression(prefix: prefix(), shape: .deleted, first: zero, last: zero))
        default: return .reference(ReferenceExpression(prefix: prefix(), shape: .area, first: first, last: last))
        }
    }

    private mutating func structured() -> StructuredReference {
        let name = pick(["Amount", "Net Amount", "a[b]", "#1", "it's", "x,y:z", "@home", " blank "])
        return StructuredReference(
            table: pick(["Sales", "Tbl_2"]), book: pick([nil, nil, "[1]"]),
            items: pick([[], .headers, .all, [.headers, .data], .thisRow, .totals]),
            columns: pick([.all, .one(name), .span(name, "Other")]))
    }
}
