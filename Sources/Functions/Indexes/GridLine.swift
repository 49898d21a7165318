// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// One column or one row of a sheet, read where it lies. Positions are row numbers of a column and column numbers of a
/// row. Good as long as nothing is written into the sheet's values.
public struct GridLine {
    @usableFromInline let isVertical: Bool
    @usableFromInline let windows: UnsafePointer<PageWindow<PackedValue>>?
    @usableFromInline let columns: UnsafePointer<Plane<PackedValue>.Column>?
    @usableFromInline let count: Int
    @usableFromInline let page: Int
    @usableFromInline let row: Int

    /// - Parameter number: the column's number, or the row's.
    @inlinable public init(_ values: borrowing Plane<PackedValue>, isVertical: Bool, number: Int32) {
        self.isVertical = isVertical
        if isVertical {
            columns = nil
            (page, row) = (0, 0)
            guard Int(number) < values.columns.count else {
                windows = nil
                count = 0
                return
            }
            (windows, count) = values.columns[Int(number)].windows.withUnsafeBufferPointer {
                ($0.baseAddress, $0.count)
            }
        } else {
            windows = nil
            (columns, count) = values.columns.withUnsafeBufferPointer { ($0.baseAddress, $0.count) }
            page = Int(number) >> 8
            row = Int(number) & 255
        }
    }

    /// The value at a position, blank beyond what was ever written.
    @inlinable public subscript(position: Int32) -> PackedValue {
        if let windows {
            let index = Int(position) >> 8
            return index < count ? windows[index][Int(position) & 255] : .empty
        }
        guard let columns, Int(position) < count else { return .empty }
        return columns[Int(position)].windows.withUnsafeBufferPointer {
            page < $0.count ? $0[page][row] : .empty
        }
    }

    /// Copies `count` values from a position on.
    func read(from low: Int32, count: Int, into target: UnsafeMutablePointer<PackedValue>) {
        guard let windows else {
            for offset in 0..<count { target[offset] = self[low &+ Int32(truncatingIfNeeded: offset)] }
            return
        }
        var done = 0
        while done < count {
            let position = Int(low) + done
            let length = min(256 - position & 255, count - done)
            let window = position >> 8 < self.count ? windows[position >> 8] : PageWindow(nil)
            window.read(from: position & 255, count: length, into: target + done)
            done += length
        }
    }

    /// Reads the values at `count` positions, one after another without waiting for memory in between; where a position
    /// is negative the target is left as it is.
    public func read(
        _ positions: UnsafePointer<Int32>, count: Int, shift: Int32, into target: UnsafeMutablePointer<PackedValue>
    ) {
        for index in 0..<count where positions[index] >= 0 { target[index] = self[positions[index] &+ shift] }
    }

    /// The first position whose value equals one that is not blank.
    public func first(_ value: PackedValue, _ low: Int32, _ high: Int32) -> Int32? {
        if let windows { return first(value, low, high, windows) }
        var position = low
        let end = min(high, Int32(truncatingIfNeeded: count) - 1)
        while position <= end {
            if self[position].isEqual(value) { return position }
            position += 1
        }
        return nil
    }

    private func first(
        _ value: PackedValue, _ low: Int32, _ high: Int32, _ windows: UnsafePointer<PageWindow<PackedValue>>
    ) -> Int32? {
        var index = Int(low) >> 8
        while index < count, index <= Int(high) >> 8 {
            let window = windows[index]
            if let base = window.base {
                let from = max(Int(low) - index << 8, Int(window.start))
                let to = min(Int(high) - index << 8, Int(window.start + window.capacity) - 1)
                var row = from
                while row <= to {
                    if base[row - Int(window.start)].isEqual(value) {
                        return Int32(truncatingIfNeeded: index << 8 + row)
                    }
                    row += 1
                }
            }
            index += 1
        }
        return nil
    }

    /// The last position whose value equals one that is not blank.
    public func last(_ value: PackedValue, _ low: Int32, _ high: Int32) -> Int32? {
        var position = min(high, Int32(truncatingIfNeeded: isVertical ? count << 8 : count) - 1)
        while position >= low {
            if self[position].isEqual(value) { return position }
            position -= 1
        }
        return nil
    }
}
