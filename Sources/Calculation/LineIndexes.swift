// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

/// Indexes over columns and rows, kept from one calculation to the next while what they were made from is unchanged. A
/// value: forks share the indexes and go their own ways.
///
/// An index is made once the scans that it would have saved have cost as much as making it costs.
struct LineIndexes: Sendable {
    /// What is known of one line.
    private struct Entry: Sendable {
        var snapshot: LineSnapshot?
        var values: ValueIndex?
        /// Where texts that read as numbers stand with the numbers, if there are any.
        var criteria: ValueIndex?
        var order: OrderIndex?
        /// Cells that were scanned because there was no index.
        var credit = 0
        /// The positions that were asked for while there was none.
        var wanted: ClosedRange<Int32>?
        /// When the snapshot was last found to hold, and in which calculation it was last used.
        var checkedAt = -1
        var usedIn = 0

        var byteCount: Int {
            (values?.byteCount ?? 0) + (criteria === values ? 0 : criteria?.byteCount ?? 0) + (order?.byteCount ?? 0)
        }
    }

    /// Lines that are only counted, not indexed, are forgotten beyond this many.
    private static let maximumLines = 4096

    private let limits: CalculationLimits
    private var entries: [GridLineID: Entry] = [:]
    private(set) var byteCount = 0
    private var calculation = 0

    init(limits: CalculationLimits = CalculationLimits()) { self.limits = limits }

    /// A request for an index.
    struct Request {
        var line: GridLineID
        /// The positions the index must cover, and those that hold anything, of which they are part.
        var bounds: ClosedRange<Int32>
        var used: ClosedRange<Int32>
        /// The line's sheet as it is now.
        var values: Plane<PackedValue>
        /// A number that changes whenever the line may have been written.
        var epoch: Int
        /// Whether all of the line holds, not only what is asked for: other threads may still write the rest.
        var isSettled: Bool
        /// How many cells doing without costs.
        var cost: Int
    }

    /// Begins another calculation.
    mutating func begin() { calculation += 1 }

    /// From time to time forgets what the calculation neither used nor left as it was, so that no old pages stay in
    /// memory.
    mutating func sweep(_ values: (SheetID) -> Plane<PackedValue>?) {
        guard calculation % 64 == 0 else { return }
        for (line, entry) in entries where entry.usedIn != calculation {
            guard let snapshot = entry.snapshot, let now = values(line.sheet), snapshot.isCurrent(now) else {
                forget(line)
                continue
            }
        }
    }

    private mutating func forget(_ line: GridLineID) {
        byteCount -= entries[line]?.byteCount ?? 0
        entries[line] = nil
    }

    /// Where each value stands; `nil` while scanning is cheaper.
    mutating func values(_ request: Request) -> (index: ValueIndex, bounds: ClosedRange<Int32>)? {
        index(request, \.values) { line, bounds in ValueIndex(line, bounds.lowerBound, bounds.upperBound) }
    }

    /// Where each value stands for criteria, to which a text that reads as a number is the number.
    mutating func criteria(
        _ request: Request, _ number: @escaping (CellText) -> Double?
    ) -> (index: ValueIndex, bounds: ClosedRange<Int32>)? {
        index(request, \.criteria) { line, bounds in
            ValueIndex(line, bounds.lowerBound, bounds.upperBound, numericTexts: number)
        }
    }

    /// The numbers in order.
    mutating func order(_ request: Request, sorts: Bool) -> (index: OrderIndex, bounds: ClosedRange<Int32>)? {
        func make(_ line: GridLine, _ bounds: ClosedRange<Int32>) -> OrderIndex {
            OrderIndex(line, bounds.lowerBound, bounds.upperBound, sorts: sorts)
        }
        guard let found = index(request, \.order, make) else { return nil }
        guard sorts, !found.index.numbers.isSorted else { return found }
        entries[request.line]?.order = nil
        byteCount -= found.index.byteCount
        return index(request, \.order, make)
    }

    private mutating func index<Index: AnyObject>(
        _ request: Request, _ kind: WritableKeyPath<Entry, Index?>,
        _ make: (GridLine, ClosedRange<Int32>) -> Index
    ) -> (index: Index, bounds: ClosedRange<Int32>)? {
        if entries[request.line] == nil, entries.count >= Self.maximumLines {
            entries = entries.filter { $0.value.snapshot != nil }
            // Lines beyond are scanned: so many indexes would not be worth their making.
            if entries.count >= Self.maximumLines { return nil }
        }
        check(request)
        guard var entry = entries[request.line] else { return nil }
        if let snapshot = entry.snapshot, snapshot.bounds.contains(request.bounds), let known = entry[keyPath: kind] {
            return (known, snapshot.bounds)
        }
        entry.credit += request.cost
        let bounds = bounds(of: entry, request)
        guard entry.credit >= bounds.count else {
            entry.wanted = bounds
            entries[request.line] = entry
            return nil
        }
        byteCount -= entry.byteCount
        entry.credit = 0
        if entry.snapshot?.bounds != bounds {
            entry = Entry(
                snapshot: LineSnapshot(request.line, bounds, request.values), checkedAt: request.epoch,
                usedIn: calculation)
        }
        let line = GridLine(request.values, isVertical: request.line.isVertical, number: request.line.number)
        let made = make(line, bounds)
        entry[keyPath: kind] = made
        if byteCount + entry.byteCount > limits.indexBytes { makeRoom(entry.byteCount) }
        guard byteCount + entry.byteCount <= limits.indexBytes else {
            entries[request.line] = nil
            return nil
        }
        byteCount += entry.byteCount
        entries[request.line] = entry
        return (made, bounds)
    }

    /// Drops what no longer holds, and notes the use.
    private mutating func check(_ request: Request) {
        guard let entry = entries[request.line] else {
            entries[request.line] = Entry(usedIn: calculation)
            return
        }
        // Epochs begin anew with each calculation.
        let isChecked = entry.usedIn == calculation && entry.checkedAt == request.epoch
        if let snapshot = entry.snapshot, !isChecked, !snapshot.isCurrent(request.values) {
            forget(request.line)
            entries[request.line] = Entry()
        }
        entries[request.line]?.checkedAt = request.epoch
        entries[request.line]?.usedIn = calculation
    }

    /// The positions to index. Formulas that ask for ever other parts of a line, as filled-down ones without `$` do,
    /// get an index that grows ahead of them.
    private func bounds(of entry: Entry, _ request: Request) -> ClosedRange<Int32> {
        guard request.isSettled else {
            return entry.snapshot.flatMap { $0.bounds.contains(request.bounds) ? $0.bounds : nil } ?? request.bounds
        }
        guard let known = entry.snapshot?.bounds ?? entry.wanted, known.overlaps(request.bounds) else {
            return request.bounds
        }
        if known.contains(request.bounds) { return known }
        let low = min(known.lowerBound, request.bounds.lowerBound)
        let high = max(known.upperBound, request.bounds.upperBound)
        guard entry.snapshot != nil else { return low...high }
        let first = known.lowerBound > low ? max(request.used.lowerBound, low - (high - low)) : low
        let last = known.upperBound < high ? min(request.used.upperBound, high + (high - low)) : high
        return min(low, first)...max(high, last)
    }

    /// Drops indexes that this calculation has not used, as many as needed.
    private mutating func makeRoom(_ wanted: Int) {
        for (line, entry) in entries where entry.usedIn != calculation && entry.byteCount > 0 {
            if byteCount + wanted <= limits.indexBytes { return }
            forget(line)
        }
    }
}

extension ClosedRange<Int32> {
    func contains(_ other: ClosedRange<Int32>) -> Bool {
        lowerBound <= other.lowerBound && upperBound >= other.upperBound
    }
}
