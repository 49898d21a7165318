// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// The only place where rows and columns are one-based: A1 text (ECMA-376-1 §18.18.7 ST_CellRef, §18.18.62 ST_Ref).

extension CellAddress {
    /// The letters of a zero-based column: 0 is `A`, 27 is `AB`.
    public static func letters(ofColumn column: Int32) -> String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            letters.append(UInt8(65 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// `B7`, without dollar signs.
    public var a1: String { Self.letters(ofColumn: column) + String(row + 1) }

    /// Reads `B7` or `$B$7`, in any case; `nil` for anything else or outside the grid.
    public init?(a1 text: String) {
        var scanner = A1Scanner(text)
        guard let column = scanner.column(), let row = scanner.row(), scanner.isAtEnd else { return nil }
        self.init(row: row, column: column)
    }
}

extension CellRange {
    /// `A1:B2`, `C3` for one cell, `A:C` for whole columns, `2:4` for whole rows (the whole sheet is `1:1048576`).
    public var a1: String {
        if isWholeRows { return "\(firstRow + 1):\(lastRow + 1)" }
        if isWholeColumns {
            return CellAddress.letters(ofColumn: firstColumn) + ":" + CellAddress.letters(ofColumn: lastColumn)
        }
        return isSingleCell ? first.a1 : first.a1 + ":" + last.a1
    }

    /// Reads `A1`, `$A$1:B2`, `A:C`, `2:4`, in any case and with the corners in any order; `nil` for anything else or
    /// outside the grid.
    public init?(a1 text: String) {
        var scanner = A1Scanner(text)
        guard let one = scanner.corner() else { return nil }
        guard scanner.take(UInt8(ascii: ":")) else {
            guard scanner.isAtEnd, let row = one.row, let column = one.column else { return nil }
            self.init(CellAddress(row: row, column: column))
            return
        }
        guard let other = scanner.corner(), scanner.isAtEnd else { return nil }
        switch (one.row, one.column, other.row, other.column) {
        case (let row?, let column?, let otherRow?, let otherColumn?):
            self.init(CellAddress(row: row, column: column), CellAddress(row: otherRow, column: otherColumn))
        case (let row?, nil, let otherRow?, nil):
            self.init(
                CellAddress(row: row, column: 0), CellAddress(row: otherRow, column: GridLimits.lastColumn))
        case (nil, let column?, nil, let otherColumn?):
            self.init(
                CellAddress(row: 0, column: column), CellAddress(row: GridLimits.lastRow, column: otherColumn))
        default: return nil
        }
    }
}

/// Reads columns and rows off the bytes of an A1 text.
private struct A1Scanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// A column, a row or both, each with an optional dollar sign; `nil` when neither is there.
    mutating func corner() -> (row: Int32?, column: Int32?)? {
        let column = column()
        let row = row()
        return row == nil && column == nil ? nil : (row, column)
    }

    mutating func column() -> Int32? {
        let start = position
        _ = take(UInt8(ascii: "$"))
        var column: Int32 = 0
        var letters = 0
        while position < bytes.count, letters < 4 {
            let letter = bytes[position] & 0xDF
            guard letter >= 65, letter <= 90 else { break }
            column = column * 26 + Int32(letter - 64)
            letters += 1
            position += 1
        }
        guard letters > 0, column <= GridLimits.columns else {
            position = start
            return nil
        }
        return column - 1
    }

    mutating func row() -> Int32? {
        let start = position
        _ = take(UInt8(ascii: "$"))
        var row: Int32 = 0
        var digits = 0
        while position < bytes.count, digits < 8, bytes[position] >= 48, bytes[position] <= 57 {
            row = row * 10 + Int32(bytes[position] - 48)
            digits += 1
            position += 1
        }
        guard digits > 0, row >= 1, row <= GridLimits.rows else {
            position = start
            return nil
        }
        return row - 1
    }
}
