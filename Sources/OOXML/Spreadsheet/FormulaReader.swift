// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Glibc
import Workbooks

/// Reads the formulas of a file's cells into a workbook's store, parsing each distinct one once: files repeat a
/// filled-down formula in every cell, and `RelativeText` tells that it is the same.
final class FormulaReader {
    private let names: SheetNames
    private let syntax = FormulaSyntax(notation: .a1, dialect: .file)
    private var text = RelativeText()
    private var known = ByteTable()

    init(names: SheetNames) { self.names = names }

    /// The number of a formula by its XML text.
    func number(of text: ByteText, at place: CellAddress, in store: inout FormulaStore) -> UInt32 {
        let bytes = UnsafeBufferPointer(start: text.start, count: text.count)
        guard memchr(text.start, 0x26, text.count) != nil || memchr(text.start, 0x0D, text.count) != nil else {
            return number(ofEscaped: bytes, place, &store)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { decoded in
            let count = XMLEntities.decode(bytes, into: decoded)
            return number(ofEscaped: UnsafeBufferPointer(rebasing: decoded[..<count]), place, &store)
        }
    }

    /// The number of a formula that may hold escapes of `ST_Xstring`.
    private func number(
        ofEscaped bytes: UnsafeBufferPointer<UInt8>, _ place: CellAddress, _ store: inout FormulaStore
    ) -> UInt32 {
        guard XString.hasUnderscore(bytes), bytes.indices.contains(where: { XString.isEscape(bytes, at: $0) }) else {
            return number(of: bytes, .implicit, place, &store)
        }
        return number(of: XString.decoded(String(decoding: bytes, as: UTF8.self)), .implicit, at: place, in: &store)
    }

    /// The number of a formula by its text.
    func number(
        of text: String, _ kind: FormulaTemplate.Kind, at place: CellAddress, in store: inout FormulaStore
    ) -> UInt32 {
        var text = text
        return text.withUTF8 { number(of: $0, kind, place, &store) }
    }

    private func number(
        of formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress,
        _ store: inout FormulaStore
    ) -> UInt32 {
        guard kind == .implicit, place.isOnGrid, text.read(formula, at: place) else {
            return parse(formula, kind, place, &store) ?? unparsed(formula, kind, &store)
        }
        let hash = ByteTable.hash(text.bytes)
        if let number = known.number(of: text.bytes, hash) { return number }
        // One that does not parse is kept by its own text.
        guard let number = parse(formula, kind, place, &store) else { return unparsed(formula, kind, &store) }
        known.insert(number, text.bytes, hash)
        return number
    }

    private func parse(
        _ formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ place: CellAddress,
        _ store: inout FormulaStore
    ) -> UInt32? {
        do {
            let expression = try FormulaParser.parse(utf8: formula, at: place, sheets: names, syntax: syntax)
            return store.intern(FormulaTemplate(expression, kind: kind))
        } catch {
            return nil
        }
    }

    private func unparsed(
        _ formula: UnsafeBufferPointer<UInt8>, _ kind: FormulaTemplate.Kind, _ store: inout FormulaStore
    ) -> UInt32 {
        store.intern(
            FormulaTemplate(.error(.name), kind: kind, unparsedText: String(decoding: formula, as: UTF8.self)))
    }
}
