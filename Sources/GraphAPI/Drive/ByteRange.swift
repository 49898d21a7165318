// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a `Range` field asks of a content (RFC 9110 §14.2).
enum ByteRange: Equatable {
    /// The field is absent, or asks for what is not understood and so may be ignored: other units, several ranges.
    case whole
    /// Zero-based offsets, half open, within the content.
    case part(Range<Int64>)
    /// The range begins beyond the end: 416.
    case unsatisfiable

    /// - Parameter size: length of the content in bytes.
    init(_ field: String?, size: Int64) {
        self = .whole
        guard let field, field.lowercased().hasPrefix("bytes=") else { return }
        let ends = field.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return }
        // More digits than a length can have mean "to the end".
        let last = Int64(ends[1]) ?? Int64.max
        if ends[0].isEmpty {
            guard !ends[1].isEmpty else { return }
            self = last == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - last)..<size)
        } else {
            let first = Int64(ends[0]) ?? Int64.max
            let end = ends[1].isEmpty ? Int64.max : last
            guard first <= end else { return }
            self = first >= size ? .unsatisfiable : .part(first..<min(size, end == .max ? size : end + 1))
        }
    }
}
