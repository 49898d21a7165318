// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Text. Lengths and positions count UTF-16 units, as Excel does.
enum Text {
    /// The text, or `#VALUE!` when it is longer than a cell holds.
    static func fitting(_ text: String, _ context: CallContext) throws(CellError) -> String {
        guard text.utf16.count <= context.limits.textLength else { throw .value }
        return text
    }

    /// A text of at most `limit` units, put together piece by piece; `#VALUE!` as soon as it grows beyond.
    struct Builder {
        private(set) var text = ""
        private var room: Int

        init(_ context: CallContext) { room = context.limits.textLength }

        mutating func append(_ piece: String) throws(CellError) {
            room -= piece.utf16.count
            guard room >= 0 else { throw .value }
            text += piece
        }
    }
}

extension String {
    /// Whether UTF-16 positions are UTF-8 positions.
    private var isPlain: Bool { utf8.count == utf16.count }

    /// The UTF-16 units from `start` to before `end`, both cut to what is there; half a surrogate pair becomes U+FFFD.
    func units(_ start: Int, _ end: Int) -> String {
        let count = utf16.count
        let start = Swift.min(Swift.max(start, 0), count)
        let end = Swift.min(Swift.max(end, start), count)
        if start == 0 && end == count { return self }
        if isPlain {
            let first = utf8.index(utf8.startIndex, offsetBy: start)
            return String(self[first..<utf8.index(first, offsetBy: end - start)])
        }
        let first = utf16.index(utf16.startIndex, offsetBy: start)
        let last = utf16.index(first, offsetBy: end - start)
        return String(decoding: Array(utf16[first..<last]), as: UTF16.self)
    }

    /// Every character by its mapping to another one, so that a text keeps its length.
    func mappingScalars(_ mapping: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        var result = String.UnicodeScalarView()
        result.reserveCapacity(utf8.count)
        for scalar in unicodeScalars { result.append(mapping(scalar)) }
        return String(result)
    }

    /// The text so many times over, by copying what is there already twice as much each time.
    func repeated(_ times: Int) -> String {
        let total = utf8.count * times
        guard total > 0 else { return "" }
        var text = self
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: total) { buffer in
                var filled = buffer[..<bytes.count].initialize(fromContentsOf: bytes)
                while filled < total {
                    let next = min(filled, total - filled)
                    filled = buffer[filled..<(filled + next)].initialize(
                        fromContentsOf: UnsafeBufferPointer(rebasing: buffer[..<next]))
                }
                return total
            }
        }
    }
}
