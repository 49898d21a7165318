// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A formula's text in A1 notation with every relative reference put as an offset from the formula's cell: the same
/// bytes wherever the formula is filled to. Two formulas of equal relative text parse to equal expressions, which saves
/// a reader from parsing each cell of a filled-down column.
///
///     var text = RelativeText()
///     if text.read(formula, at: cell) { numbers[text.bytes] … }
///
/// It is made in one pass over the bytes without a tree. Formulas of shapes where what a reference means depends on
/// more than its own bytes (3-D references, whole rows, other workbooks) have none.
///
/// On the way it notes where the text itself changes when the formula is filled down (`places`, `rowsBelow`).
public struct RelativeText: ~Copyable {
    /// Digits in a formula's text.
    public struct Place: Sendable {
        /// Bytes from the start of the formula.
        public var offset: Int
        public var length: Int
        /// Whether they are the row of a relative reference, which grows with the formula's own; else they are a
        /// number that is written in the formula.
        public let isRow: Bool
    }

    /// Longer formulas are rare and have none.
    private static let longest = 2_048
    /// The shortest reference with something between it and the next takes three bytes, and up to 14 here.
    private static let capacity = longest * 5 + 32

    private let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    private var count = 0
    /// The formula with zeros behind it, so that looking ahead needs no bounds.
    private let input = UnsafeMutablePointer<UInt8>.allocate(capacity: longest + padding)
    private static let padding = 16
    /// The rows of relative references and the numbers of the formula, in order.
    public private(set) var places: [Place] = []
    /// How many rows further down the formula has the same relative text when the rows of its relative references are
    /// as many greater and nothing else is changed.
    public private(set) var rowsBelow = GridLimits.rows
    /// What each byte is, see `Kind`.
    private let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)

    private enum Kind {
        static let letter: UInt8 = 1
        static let digit: UInt8 = 2
        static let startsWord: UInt8 = 4
        static let continuesWord: UInt8 = 8
        /// Operators, blanks and the like, which stand for themselves.
        static let plain: UInt8 = 16
    }

    public init() {
        for byte in UInt8.min ... .max {
            let isSpecial = "\"'[#$.".utf8.contains(byte) || byte < 0x20 && !byte.isBlank
            kinds[Int(byte)] =
                (byte.isLetter ? Kind.letter : 0) | (byte.isDigit ? Kind.digit : 0)
                | (byte.startsWord ? Kind.startsWord : 0) | (byte.continuesWord ? Kind.continuesWord : 0)
                | (isSpecial || byte.startsWord || byte.isDigit ? 0 : Kind.plain)
        }
    }

    deinit {
        storage.deallocate()
        input.deallocate()
        kinds.deallocate()
    }

    /// The relative text; good until the next formula is read.
    public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: storage, count: count) }

    /// Reads a formula that stands in a cell of the grid; false when it has no relative text.
    public mutating func read(_ formula: UnsafeBufferPointer<UInt8>, at origin: CellAddress) -> Bool {
        count = 0
        places.removeAll(keepingCapacity: true)
        rowsBelow = GridLimits.rows
        guard formula.count <= Self.longest, let start = formula.baseAddress else { return false }
        input.update(from: start, count: formula.count)
        (input + formula.count).update(repeating: 0, count: Self.padding)
        var source = Source(position: UnsafePointer(input), end: UnsafePointer(input) + formula.count, origin: origin)
        while source.position < source.end {
            guard readPiece(&source) else { return false }
        }
        return true
    }

    /// What remains to be read.
    private struct Source {
        var position: UnsafePointer<UInt8>
        let end: UnsafePointer<UInt8>
        let origin: CellAddress

        /// A byte from here on; zero beyond the end, which no piece goes across.
        @inline(__always) func byte(_ offset: Int = 0) -> UInt8 { position[offset] }
    }

    @inline(__always) private func isKind(_ byte: UInt8, _ kind: UInt8) -> Bool { kinds[Int(byte)] & kind != 0 }

    @inline(__always) private mutating func put(_ byte: UInt8) {
        storage[count] = byte
        count &+= 1
    }

    /// Copies so many bytes as they are.
    @inline(__always) private mutating func copy(_ length: Int, _ source: inout Source) {
        for offset in 0..<length { storage[count &+ offset] = source.position[offset] }
        count &+= length
        source.position += length
    }

    /// Copies bytes as long as they are of a kind.
    @inline(__always) private mutating func copy(while kind: UInt8, _ source: inout Source) {
        while case let byte = source.byte(), isKind(byte, kind) {
            put(byte)
            source.position += 1
        }
    }

    @inline(__always) private mutating func readPiece(_ source: inout Source) -> Bool {
        let byte = source.byte()
        if isKind(byte, Kind.plain) {
            put(byte)
            source.position += 1
            return true
        }
        if isKind(byte, Kind.startsWord) || byte == UInt8(ascii: "$") { return readWord(&source) }
        if isKind(byte, Kind.digit) || byte == UInt8(ascii: ".") { return readNumber(&source) }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return readQuoted(&source)
        case UInt8(ascii: "["): return readBrackets(&source)
        case UInt8(ascii: "#"): return readHash(&source)
        default: return false
        }
    }

    // MARK: References

    /// A cell or a column as it is read, with the number of bytes it takes.
    private struct Corner {
        var reference: CellReference
        var address: CellAddress
        var length: Int
        var isColumn = false
        /// Digits at its end, none for a column.
        var digits: Int

        var isRelative: Bool { !isColumn && !reference.isRowAbsolute }
    }

    /// The cell or column that stands here, by the rules of `FormulaLexer.reference(at:)`.
    @inline(__always) private func corner(_ source: Source) -> Corner? {
        var length = 0
        let isColumnAbsolute = source.byte() == UInt8(ascii: "$")
        if isColumnAbsolute { length = 1 }
        let letters = length
        var column: Int32 = 0
        while case let byte = source.byte(length), isKind(byte, Kind.letter) {
            guard length - letters < 3 else { return nil }
            column = column &* 26 &+ Int32(byte & 0xDF) &- 64
            length += 1
        }
        guard length > letters, column <= GridLimits.columns else { return nil }
        let columnEnd = length
        let isRowAbsolute = source.byte(length) == UInt8(ascii: "$")
        if isRowAbsolute { length += 1 }
        let digits = length
        var row: Int32 = 0
        while case let byte = source.byte(length), isKind(byte, Kind.digit) {
            guard length - digits < 7 else { return nil }
            row = row &* 10 &+ Int32(byte &- 48)
            length += 1
        }
        let isColumn = length == digits && !isRowAbsolute
        guard isColumn || row >= 1 && row <= GridLimits.rows else { return nil }
        if isColumn { length = columnEnd }
        let next = source.byte(length)
        guard !isKind(next, Kind.continuesWord), next != UInt8(ascii: "("), next != UInt8(ascii: "!"),
            next != UInt8(ascii: "$"),
            !isColumn || next != UInt8(ascii: "[")
        else { return nil }
        let address = CellAddress(row: row &- 1, column: column &- 1)
        return Corner(
            reference: CellReference(
                row: isRowAbsolute || isColumn ? address.row : address.row &- source.origin.row,
                column: isColumnAbsolute ? address.column : address.column &- source.origin.column,
                isRowAbsolute: isRowAbsolute, isColumnAbsolute: isColumnAbsolute),
            address: address, length: length, isColumn: isColumn, digits: isColumn ? 0 : length - digits)
    }

    /// Passes over a corner.
    @inline(__always) private mutating func skip(_ corner: Corner, _ source: inout Source) {
        source.position += corner.length
        guard corner.isRelative else { return }
        places.append(
            Place(offset: source.position - UnsafePointer(input) - corner.digits, length: corner.digits, isRow: true))
        rowsBelow = min(rowsBelow, GridLimits.lastRow - corner.address.row)
    }

    /// Limits the rows below to those where the corners of a reference keep their order and do not come to span the
    /// sheet, or cease to.
    private mutating func limitRows(_ one: Corner, _ other: Corner) {
        guard one.isRelative || other.isRelative else { return }
        let (first, last) = (one.address.row, other.address.row)
        if min(first, last) == 0, max(first, last) == GridLimits.lastRow { rowsBelow = 0 }
        rowsBelow = max(0, min(rowsBelow, GridLimits.lastRow - 1 - max(first, last)))
        guard one.isRelative != other.isRelative else { return }
        if one.isRelative, first <= last { rowsBelow = min(rowsBelow, last - first) }
        if other.isRelative, first > last { rowsBelow = min(rowsBelow, first - last - 1) }
    }

    private mutating func readWord(_ source: inout Source) -> Bool {
        guard let first = corner(source), !first.isColumn || source.byte(first.length) == UInt8(ascii: ":") else {
            return readName(&source)
        }
        put(first)
        skip(first, &source)
        guard source.byte() == UInt8(ascii: ":") else { return true }
        // Two corners make one reference; what else a colon can join is left to the parser.
        source.position += 1
        guard let last = corner(source), last.isColumn == first.isColumn else { return false }
        skip(last, &source)
        limitRows(first, last)
        guard source.byte() != UInt8(ascii: "#"), source.byte() != UInt8(ascii: ":") else { return false }
        put(UInt8(ascii: ":"))
        put(last)
        // The order of corners, and whether they span the sheet, depends on where mixed ones end up.
        let (one, other) = (first.address, last.address)
        let columns = one.column > other.column ? (other.column, one.column) : (one.column, other.column)
        let rows = one.row > other.row ? (other.row, one.row) : (one.row, other.row)
        put(
            (one.row > other.row ? 1 : 0) | (one.column > other.column ? 2 : 0)
                | (columns == (0, GridLimits.lastColumn) ? 4 : 0) | (rows == (0, GridLimits.lastRow) ? 8 : 0))
        return true
    }

    /// A mark that no formula holds, then row and column.
    @inline(__always) private mutating func put(_ corner: Corner) {
        let reference = corner.reference
        let mark: UInt64 =
            1 | (reference.isRowAbsolute ? 2 : 0) | (reference.isColumnAbsolute ? 4 : 0) | (corner.isColumn ? 16 : 0)
        let row = UInt64(UInt32(bitPattern: corner.isColumn ? 0 : reference.row) & 0xFF_FFFF)
        let column = UInt64(UInt16(truncatingIfNeeded: reference.column))
        UnsafeMutableRawPointer(storage + count)
            .storeBytes(of: (mark | row << 8 | column << 32).littleEndian, as: UInt64.self)
        count &+= 6
    }

    // MARK: Other words

    /// A function, a name, a sheet or a table.
    @inline(__always) private mutating func readName(_ source: inout Source) -> Bool {
        guard source.byte().startsWord else { return false }
        copy(while: Kind.continuesWord, &source)
        switch source.byte() {
        case UInt8(ascii: ":"): return false
        case UInt8(ascii: "!"):
            copy(1, &source)
            return true
        case UInt8(ascii: "["): return readBracket(&source)
        default: return true
        }
    }

    private mutating func readNumber(_ source: inout Source) -> Bool {
        let start = source.position
        defer {
            places.append(
                Place(offset: start - UnsafePointer(input), length: source.position - start, isRow: false))
        }
        copy(while: Kind.digit, &source)
        if source.byte() == UInt8(ascii: ".") {
            copy(1, &source)
            copy(while: Kind.digit, &source)
        }
        if source.byte() | 0x20 == UInt8(ascii: "e") {
            let sign = source.byte(1) == UInt8(ascii: "+") || source.byte(1) == UInt8(ascii: "-") ? 1 : 0
            if source.byte(1 + sign).isDigit {
                copy(1 + sign, &source)
                copy(while: Kind.digit, &source)
            }
        }
        // `2:4` is made of rows, and nothing a number can be followed by begins like a word.
        let next = source.byte()
        return next != UInt8(ascii: ":") && next != UInt8(ascii: "$") && !next.continuesWord
    }

    /// A text, or sheets before their exclamation mark.
    private mutating func readQuoted(_ source: inout Source) -> Bool {
        let quote = source.byte()
        copy(1, &source)
        while source.position < source.end {
            let byte = source.byte()
            guard byte >= 0x20 || byte.isBlank else { return false }
            copy(1, &source)
            guard byte == quote else { continue }
            if source.byte() == quote {
                copy(1, &source)
                continue
            }
            guard quote == UInt8(ascii: "'") else { return true }
            guard source.byte() == UInt8(ascii: "!") else { return false }
            copy(1, &source)
            return true
        }
        return false
    }

    /// The brackets behind a table's name, in which an apostrophe escapes.
    private mutating func readBracket(_ source: inout Source) -> Bool {
        var depth = 0
        repeat {
            guard source.position < source.end else { return false }
            switch source.byte() {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "'"):
                guard source.byte(1) >= 0x20 else { return false }
                copy(1, &source)
            case ..<0x20 where !source.byte().isBlank: return false
            default: break
            }
            copy(1, &source)
        } while depth > 0
        return true
    }

    /// Brackets without a name before them: columns of the table around the cell, not another workbook.
    private mutating func readBrackets(_ source: inout Source) -> Bool {
        guard readBracket(&source) else { return false }
        let next = source.byte()
        return next != UInt8(ascii: "!") && next != UInt8(ascii: ":") && !next.continuesWord
    }

    /// `#` behind a reference, or an error.
    private mutating func readHash(_ source: inout Source) -> Bool {
        copy(1, &source)
        while case let byte = source.byte(), byte.isLetter || byte.isDigit || byte == 95 || byte == UInt8(ascii: "/") {
            copy(1, &source)
        }
        if source.byte() == UInt8(ascii: "!") || source.byte() == UInt8(ascii: "?") { copy(1, &source) }
        return true
    }
}
