// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What stands before and behind the cells of a sheet's part, taken out while the part streams by.
struct SheetSurroundings {
    private(set) var head: [UInt8] = []
    /// From behind the end of `sheetData`; `nil` as long as that was not met.
    private(set) var tail: [UInt8]?

    private static let name = Array("sheetData".utf8)
    /// How many bytes may belong to a tag that continues in the next window: its brackets, a prefix and the name.
    private static let overlap = 64

    /// Takes a window of the part; returns how many bytes at its end are to come again.
    mutating func take(_ window: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        if tail != nil {
            tail?.append(contentsOf: window)
            return 0
        }
        var start = 0
        if let end = endOfCells(window) {
            tail = Array(window[end...])
            return 0
        }
        if head.isEmpty, let open = beginning(of: window) {
            head = Array(window[..<open])
            start = open
        }
        // Without a beginning the head is not all here yet.
        return isLast ? 0 : head.isEmpty ? window.count : min(window.count - start, Self.overlap)
    }

    /// Where the first tag of the name begins.
    private func beginning(of window: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let name = place(of: window, from: 0) else { return nil }
        return window[..<name].lastIndex(of: UInt8(ascii: "<"))
    }

    /// Behind `</sheetData>` or `<sheetData/>`, with a prefix or without.
    private mutating func endOfCells(_ window: UnsafeBufferPointer<UInt8>) -> Int? {
        var position = 0
        while let name = place(of: window, from: position) {
            position = name + Self.name.count
            guard let open = window[..<name].lastIndex(of: UInt8(ascii: "<")), open + 1 < window.count,
                let close = window[position...].firstIndex(of: UInt8(ascii: ">"))
            else { return nil }
            let isEnd = window[open + 1] == UInt8(ascii: "/")
            if !isEnd, head.isEmpty { head = Array(window[..<open]) }
            if isEnd || window[close - 1] == UInt8(ascii: "/") { return close + 1 }
        }
        return nil
    }

    private func place(of window: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        while position + Self.name.count <= window.count,
            let first = window[position...].firstIndex(of: Self.name[0]), first + Self.name.count <= window.count
        {
            if window[first..<first + Self.name.count].elementsEqual(Self.name) { return first }
            position = first + 1
        }
        return nil
    }
}
