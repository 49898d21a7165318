// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// A row as it stands in a part.
struct MarkupRow {
    let attributes: [MarkupAttribute]
    /// Zero-based; `nil` when it does not say.
    let index: Int32?
    /// From `<row` to behind `</row>`.
    let whole: ByteText
    /// The cells between the tags.
    let content: ByteText

    /// Takes a row and passes it; `nil` when the window ends inside.
    init?(_ cursor: inout ByteCursor) {
        let start = cursor.position
        cursor.position += 4
        var found: [MarkupAttribute] = []
        guard let end = cursor.attributes({ found.append(MarkupAttribute(name: $0, value: $1)) }), end != .unusual
        else { return nil }
        let first = cursor.position
        var last = first
        if end == .open {
            guard let close = cursor.find("</row>", by: 4) else { return nil }
            last = close
            cursor.position = last + 6
        }
        attributes = found
        index = found.first { $0.name.equals("r") }?.value.rowIndex
        whole = ByteText(start: start, count: cursor.position - start)
        content = ByteText(start: first, count: last - first)
    }

    /// Passes a row that stands before another one and gives its index; `nil` for any other, or when the window ends
    /// inside.
    static func pass(_ cursor: inout ByteCursor, before limit: Int32) -> Int32? {
        cursor.position += 4
        var index: Int32?
        guard let end = cursor.attributes({ if $0.equals("r") { index = $1.rowIndex } }), end != .unusual, let index,
            index < limit
        else { return nil }
        if end == .open {
            guard let close = cursor.find("</row>", by: 4) else { return nil }
            cursor.position = close + 6
        }
        return index
    }

    /// The index of the first row that begins in a text; `nil` when it does not say, or when the text ends before.
    static func first(in text: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard let base = text.baseAddress else { return nil }
        var cursor = ByteCursor(base, count: text.count)
        guard let row = cursor.find("<row", by: 1) else { return nil }
        cursor.position = row + 4
        var index: Int32?
        guard cursor.attributes({ if $0.equals("r") { index = $1.rowIndex } }) != nil else { return nil }
        return index
    }
}

extension ByteText {
    /// A row's number, counted from zero.
    fileprivate var rowIndex: Int32? { integer.map { Int32(clamping: $0 - 1) } }
}
