// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Glibc
import Workbooks

/// Reads the formulas of a file's cells into a store, parsing each distinct one once: files repeat a filled-down
/// formula in every cell. Comparing it with the one above tells most of these (`FormulaAbove`), `RelativeText` the
/// others.
final class FormulaReader {
    /// The formulas read so far.
    private(set) var store: FormulaStore
    private let names: SheetNames
    private let syntax = FormulaSyntax(notation: .a1, dialect: .file)
    private var text = RelativeText()
    /// Numbers by relative text, a table for each kind.
    private var implicit = ByteTable()
    private var dynamic = ByteTable()
    private var arrays = ByteTable()
    /// Whether `text` holds the formula read last, as it stands in the part but for entities.
    private var isRelative = false
    /// By the last bits of the column.
    private var above: [FormulaAbove?] = Array(repeating: nil, count: columns)
    private static let columns = 1_024
    private var numbers: [Double] = []

    init(names: SheetNames, store: FormulaStore = FormulaStore()) {
        self.names = names
        self.store = store
    }

    /// The formulas of another sheet come next.
    func beginSheet() {
        for above in above { above?.forget() }
    }

    /// The number and the length of the formula that starts here, of whose bytes `room` may be read, if the one above
    /// tells them.
    @inline(__always) func numberByAbove(
        _ bytes: UnsafePointer<UInt8>, room: Int, _ kind: FormulaTemplate.Kind, at place: CellAddress
    ) -> (number: UInt32, length: Int)? {
        guard let above = above[Int(place.column) & (Self.columns - 1)], above.kind == kind, above.move(to: place)
        else { return nil }
        if let length = above.length(at: bytes, room: room) { return (above.number, length) }
        return above.hasNumbers ? numberByShape(above, bytes, room) : nil
    }

    private func numberByShape(
        _ above: FormulaAbove, _ bytes: UnsafePointer<UInt8>, _ room: Int
    ) -> (number: UInt32, length: Int)? {
        numbers.removeAll(keepingCapacity: true)
        guard let length = above.length(at: bytes, room: room, appendingTo: &numbers) else { return nil }
        guard above.hasShape(ofFormulaWith: store.numbers(of: above.number)) else { return nil }
        return (store.intern(like: above.number, numbers: numbers), length)
    }

    /// The number of a formula by its XML text.
    func number(of text: ByteText, _ kind: FormulaTemplate.Kind, at place: CellAddress) -> UInt32 {
        let bytes = UnsafeBufferPointer(start: text.start, count: text.count)
        isRelative = false
        let number = number(ofEncoded: bytes, kind, place)
        if isRelative { keep(bytes, kind, number, place) }
        return number
    }

    private func number(
        ofEncoded bytes: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress
    ) -> UInt32 {
        guard let base = bytes.baseAddress,
            memchr(base, 0x26, bytes.count) != nil || memchr(base, 0x0D, bytes.count) != nil
        else { return number(ofEscaped: bytes, kind, place) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { decoded in
            let count = XMLEntities.decode(bytes, into: decoded)
            return number(ofEscaped: UnsafeBufferPointer(rebasing: decoded[..<count]), kind, place)
        }
    }

    /// Keeps a formula that `text` has just read, for those below.
    private func keep(
        _ encoded: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ number: UInt32, _ place: CellAddress
    ) {
        let column = Int(place.column) & (Self.columns - 1)
        guard encoded.count <= FormulaAbove.longest, text.places.count <= FormulaAbove.mostPlaces,
            let places = XMLEntities.encoded(text.places, in: encoded)
        else {
            above[column]?.forget()
            return
        }
        let kept = above[column] ?? FormulaAbove()
        kept.take(encoded, places: places, rowsBelow: text.rowsBelow, at: place, kind, number: number)
        above[column] = kept
    }

    /// The number of a formula that may hold escapes of `ST_Xstring`.
    private func number(
        ofEscaped bytes: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress
    ) -> UInt32 {
        guard XString.hasUnderscore(bytes), bytes.indices.contains(where: { XString.isEscape(bytes, at: $0) }) else {
            return number(of: bytes, kind, place)
        }
        defer { isRelative = false }
        return number(of: XString.decoded(String(decoding: bytes, as: UTF8.self)), kind, at: place)
    }

    /// The number of a formula by its text.
    func number(of text: String, _ kind: FormulaTemplate.Kind, at place: CellAddress) -> UInt32 {
        var text = text
        return text.withUTF8 { number(of: $0, kind, place) }
    }

    private func number(
        of formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress
    ) -> UInt32 {
        guard place.isOnGrid, text.read(formula, at: place) else {
            return parse(formula, kind, place) ?? unparsed(formula, kind)
        }
        switch kind {
        case .implicit: return number(of: formula, kind, place, in: &implicit)
        case .dynamic: return number(of: formula, kind, place, in: &dynamic)
        case .array: return number(of: formula, kind, place, in: &arrays)
        }
    }

    /// The number of a formula that `text` has read.
    private func number(
        of formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress,
        in known: inout ByteTable
    ) -> UInt32 {
        let hash = ByteTable.hash(text.bytes)
        if let number = known.number(of: text.bytes, hash) {
            isRelative = true
            return number
        }
        // One that does not parse is kept by its own text.
        guard let number = parse(formula, kind, place) else { return unparsed(formula, kind) }
        isRelative = true
        known.insert(number, text.bytes, hash)
        return number
    }

    private func parse(
        _ formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress
    ) -> UInt32? {
        do {
            let expression = try FormulaParser.parse(utf8: formula, at: place, sheets: names, syntax: syntax)
            return store.intern(FormulaTemplate(expression, kind: kind))
        } catch {
            return nil
        }
    }

    private func unparsed(_ formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind) -> UInt32 {
        store.intern(
            FormulaTemplate(.error(.name), kind: kind, unparsedText: String(decoding: formula, as: UTF8.self)))
    }
}
