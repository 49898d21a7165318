// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

/// An attribute as it stands in a tag of a window, its value not decoded.
struct MarkupAttribute {
    let name: ByteText
    let value: ByteText
}

/// A cell as it stands in a part, by its pieces, so that those that do not change are copied.
struct MarkupCell {
    private(set) var attributes: [MarkupAttribute] = []
    private(set) var address: CellAddress?
    /// From `<f` to behind `</f>`.
    private(set) var formula: ByteText?
    /// From `<v` or `<is` to behind its end.
    private(set) var value: ByteText?
    /// From `<extLst` to behind its end.
    private(set) var extensions: ByteText?
    /// From `<c` to behind `</c>`.
    private(set) var whole: ByteText
    /// `si` of a shared formula.
    private(set) var sharedIndex: Int?
    /// Whether a shared formula is defined here, rather than referred to.
    private(set) var definesShared = false
    /// Where one that is defined here says it applies.
    private(set) var sharedRange: CellRange?

    /// Takes a cell that is whole in the window apart; `nil` when it is of an unusual shape.
    init?(_ cursor: inout ByteCursor) {
        let start = cursor.position
        whole = ByteText(start: start, count: 0)
        cursor.position += 2
        var found: [MarkupAttribute] = []
        guard let end = cursor.attributes({ found.append(MarkupAttribute(name: $0, value: $1)) }), end != .unusual
        else { return nil }
        attributes = found
        for attribute in found where attribute.name.equals("r") { address = attribute.value.address }
        while end == .open {
            cursor.skipBlanks()
            if cursor.starts(with: "</c>") {
                cursor.position += 4
                break
            }
            guard readChild(&cursor) else { return nil }
        }
        whole = ByteText(start: start, count: cursor.position - start)
    }

    private mutating func readChild(_ cursor: inout ByteCursor) -> Bool {
        let start = cursor.position
        if cursor.starts(with: "<v/>") {
            cursor.position += 4
            value = ByteText(start: start, count: 4)
        } else if cursor.starts(with: "<v>") || cursor.starts(with: "<v ") {
            guard cursor.text(until: "</v>") != nil else { return false }
            value = ByteText(start: start, count: cursor.position - start)
        } else if cursor.starts(with: "<is>") {
            guard cursor.text(until: "</is>") != nil else { return false }
            value = ByteText(start: start, count: cursor.position - start)
        } else if cursor.starts(with: "<extLst") {
            guard cursor.text(until: "</extLst>") != nil else { return false }
            extensions = ByteText(start: start, count: cursor.position - start)
        } else if cursor.starts(with: "<f>") || cursor.starts(with: "<f ") || cursor.starts(with: "<f/") {
            cursor.position += 2
            var isShared = false
            var range: CellRange?
            var index: Int?
            let end = cursor.attributes { name, text in
                if name.equals("t") {
                    isShared = text.equals("shared")
                } else if name.equals("si") {
                    index = text.integer
                } else if name.equals("ref") {
                    range = CellRange(a1: text.decoded)
                }
            }
            guard let end, end != .unusual else { return false }
            if end == .open {
                guard let text = cursor.text(until: "</f>") else { return false }
                if isShared, text.count > 0 {
                    definesShared = true
                    sharedRange = range
                }
            }
            if isShared { sharedIndex = index }
            formula = ByteText(start: start, count: cursor.position - start)
        } else {
            return false
        }
        return true
    }
}
