// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

// The shapes that nearly all rows and cells have, read in one pass over their bytes. Whatever is not exactly of such a
// shape is left to the scanner's general way, which gives the same.

extension SheetDataScanner {
    /// Passes over rows and cells of plain shape; the cursor stops at the first thing that is none.
    mutating func scanPlain(_ cursor: inout ByteCursor, _ reader: inout WorksheetReader) {
        var plain = PlainMarkup(position: cursor.position, end: cursor.end)
        var passed = plain.position
        scan: while plain.hasRoom {
            switch plain.word {
            case PlainMarkup.cell:
                guard isInRow, plain.cell(&reader) else { break scan }
            case PlainMarkup.rowEnd:
                // `</row>`
                guard isInRow, plain.skip(0x3E77_6F72_2F3C, 6) else { break scan }
                isInRow = false
            case PlainMarkup.row:
                guard !isInRow, let index = plain.row() else { break scan }
                isInRow = true
                reader.beginPlainRow(index)
            default:
                guard plain.position.pointee <= 0x20 else { break scan }
                plain.position += 1
            }
            passed = plain.position
        }
        cursor.position = passed
    }
}

// Pieces of markup as words of up to eight bytes, the first byte in the lowest place.
extension PlainMarkup {
    /// `<c r`, `<row` and `</ro`
    static var cell: UInt32 { 0x7220_633C }
    static var row: UInt32 { 0x776F_723C }
    static var rowEnd: UInt32 { 0x6F72_2F3C }
    /// `><v>`
    private static var valueStart: UInt32 { 0x3E76_3C3E }
    /// `><f>`
    private static var formulaStart: UInt32 { 0x3E66_3C3E }
    /// `><f ` with an attribute.
    private static var formula: UInt32 { 0x2066_3C3E }
    /// `</c>`
    private static var cellEnd: UInt32 { 0x3E63_2F3C }

    /// `<row r="7">` with or without `spans`; its number.
    @inline(__always) mutating func row() -> Int32? {
        // `<row r="`
        guard skip(0x223D_7220_776F_723C, 8), let number = rowNumber() else { return nil }
        if skip(">") { return number }
        // ` spans="`
        guard skip(0x223D_736E_6170_7320, 8) else { return nil }
        let start = position
        while byte != UInt8(ascii: "\""), byte != UInt8(ascii: "<"), position - start < 16 { position += 1 }
        guard skip("\""), skip(">") else { return nil }
        return number
    }

    /// A cell with an address, perhaps a style, a type and metadata, perhaps a formula, and a value.
    @inline(__always) mutating func cell(_ reader: inout WorksheetReader) -> Bool {
        // `<c r="`
        guard skip(0x223D_7220_633C, 6), let place = address(expecting: reader.nextColumn), reader.hasRoom(for: place)
        else { return false }
        // Most cells are numbers without a style.
        if word == Self.valueStart {
            position += 4
            guard let number = number() else { return false }
            reader.values.set(PackedValue(number), row: place.row, column: place.column)
            guard skip(Self.valueAndCellEnd, 8) else { return false }
            reader.note(place)
            reader.nextColumn = place.column &+ 1
            return true
        }
        var style: Int32 = 0
        var metadata: Int32 = 0
        var type = CellType.number
        var spills = false
        // ` s="`
        if skip(0x223D_7320, 4) {
            guard let number = integer(), skip("\"") else { return false }
            style = number
        }
        if byte == UInt8(ascii: " ") {
            // Writers have the metadata before the type or behind it.
            guard cellMetadata(&metadata), cellType(&type), cellMetadata(&metadata) else { return false }
        }
        switch word {
        case Self.valueStart:
            position += 4
            guard value(type, place, &reader), skip(Self.valueAndCellEnd, 8) else { return false }
        case Self.formulaStart, Self.formula:
            position += 1
            guard let kind = formula(place, metadata, &reader), hasRoom else { return false }
            spills = kind == .dynamic
            // `<v>`
            if skip(0x3E_763C, 3) {
                guard value(type, place, &reader), skip(Self.valueAndCellEnd, 8) else { return false }
            } else {
                guard skip(UInt64(Self.cellEnd), 4) else { return false }
            }
        default:
            // `/>`
            guard skip(0x3E2F, 2) else { return false }
        }
        reader.storePlain(style: style, place)
        if spills { reader.cover(CellRange(place), isDynamic: true) }
        return true
    }

    /// `</v></c>`
    private static var valueAndCellEnd: UInt64 { 0x3E63_2F3C_3E76_2F3C }

    private enum CellType { case number, shared, boolean, string }

    /// The type, if there is one that is known here; false where another attribute stands.
    @inline(__always) private mutating func cellType(_ type: inout CellType) -> Bool {
        if byte == UInt8(ascii: ">") { return true }
        // ` t="s"` and the like, then ` t="str"`.
        switch eight & 0xFFFF_FFFF_FFFF {
        case 0x2273_223D_7420: type = .shared
        case 0x2262_223D_7420: type = .boolean
        case 0x226E_223D_7420: type = .number
        default:
            type = .string
            return skip(0x2272_7473_223D_7420, 8)
        }
        position += 6
        return true
    }

    /// ` cm="1"`, if it stands here; false where it is of another spelling.
    @inline(__always) private mutating func cellMetadata(_ metadata: inout Int32) -> Bool {
        // ` cm="`
        guard skip(0x22_3D6D_6320, 5) else { return true }
        guard let number = integer(), skip("\"") else { return false }
        metadata = number
        return true
    }

    /// The value behind `<v>`.
    @inline(__always) private mutating func value(
        _ type: CellType, _ place: CellAddress, _ reader: inout WorksheetReader
    ) -> Bool {
        switch type {
        case .number:
            guard let number = number() else { return false }
            reader.values.set(PackedValue(number), row: place.row, column: place.column)
        case .shared:
            guard let index = integer() else { return false }
            reader.storeShared(Int(index), place)
        case .boolean:
            guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return false }
            reader.values.set(PackedValue(byte == UInt8(ascii: "1")), row: place.row, column: place.column)
            position += 1
        case .string:
            guard let text = text(), hasRoom else { return false }
            reader.storeText(text, place)
        }
        return true
    }

    /// A formula without attributes, one that only names its shared formula, or an array formula of this cell alone; up
    /// to behind its end tag. Says how it treats arrays.
    @inline(__always) private mutating func formula(
        _ place: CellAddress, _ metadata: Int32, _ reader: inout WorksheetReader
    ) -> FormulaTemplate.Kind? {
        var kind = FormulaTemplate.Kind.implicit
        if position[2] != UInt8(ascii: " ") {
            position += 3
        } else if position[6] == UInt8(ascii: "s") {
            return sharedFormula(place, &reader) ? kind : nil
        } else {
            guard arrayTag(place) else { return nil }
            kind = reader.kind(ofArrayMarked: Int(metadata))
        }
        if let length = reader.storeFormulaByAbove(position, room: end - position, kind, place) {
            position += length + 4
            return kind
        }
        // `</f>`
        guard let text = text(), text.count > 0, hasRoom, skip(0x3E66_2F3C, 4) else { return nil }
        reader.storeFormula(text, kind, place)
        return kind
    }

    /// `<f t="shared" si="0"/>`
    @inline(__always) private mutating func sharedFormula(
        _ place: CellAddress, _ reader: inout WorksheetReader
    ) -> Bool {
        // `<f t="shared" si="`
        guard skip(0x6873_223D_7420_663C, 8), skip(0x7320_2264_6572_61, 7), skip(0x22_3D69, 3),
            let index = integer(), skip("\""), skip(0x3E2F, 2)
        else { return false }
        reader.storeSharedFormula(Int(index), place)
        return true
    }

    /// `<f t="array" ref="B7">` in the cell `B7`.
    @inline(__always) private mutating func arrayTag(_ place: CellAddress) -> Bool {
        // `<f t="array" ref="`
        skip(0x7261_223D_7420_663C, 8) && skip(0x6665_7220_2279_6172, 8) && skip(0x223D, 2)
            && address(expecting: place.column) == place && skip(">")
    }
}
