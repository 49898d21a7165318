// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension Plane {
    /// Visits the cells in which this plane differs from an older one, column by column. Pages that both share are
    /// passed over, so the cost is that of what was written in between.
    func forEachDifference(
        from old: Plane, isSame: (Element, Element) -> Bool, _ body: (_ row: Int32, _ column: Int32) -> Void
    ) {
        for column in 0..<max(columns.count, old.columns.count) {
            let mine = column < columns.count ? columns[column].pages : []
            let others = column < old.columns.count ? old.columns[column].pages : []
            for index in 0..<max(mine.count, others.count) {
                let page = index < mine.count ? mine[index] : nil
                let other = index < others.count ? others[index] : nil
                if page === other { continue }
                for row in 0..<256
                where !isSame(page?[row] ?? Element.vacant, other?[row] ?? Element.vacant) {
                    body(Int32(index << 8 + row), Int32(column))
                }
            }
        }
    }
}

extension PackedValue {
    /// Whether two values are one to whoever reads them.
    func isSame(as other: PackedValue) -> Bool {
        if bits == other.bits { return true }
        return isText && other.isText && text.string == other.text.string
    }
}

/// What a sheet has to write anew, in the order of its part.
struct SheetChanges {
    /// Cells by row, then column, each once.
    private(set) var cells: [CellKey] = []
    /// Rows whose own properties changed, top to bottom.
    private(set) var rows: [Int32] = []
    /// Whether cells have moved, so that every cell is written from the workbook.
    let rewritesAll: Bool
    /// Whether a formula was added, removed or is spelled otherwise than before.
    private(set) var touchesFormulas = false
    /// By how much the number of cells that refer to the shared string table grows.
    private(set) var sharedReferences = 0

    var isEmpty: Bool { cells.isEmpty && rows.isEmpty && !rewritesAll }

    /// Compares a sheet with what its part holds. `respelled` are formulas whose text changed though they did not.
    init(from old: Worksheet, to new: Worksheet, respelled: Set<UInt32>, rewritesAll: Bool) {
        self.rewritesAll = rewritesAll
        var keys: [CellKey] = []
        var references = 0
        new.values.forEachDifference(from: old.values, isSame: { $0.isSame(as: $1) }) { row, column in
            keys.append(CellKey(row: row, column: column))
            references += new.refersToShared(row, column) ? 1 : 0
            references -= old.refersToShared(row, column) ? 1 : 0
        }
        sharedReferences = references
        let count = keys.count
        new.formulas.forEachDifference(
            from: old.formulas, isSame: { $0 == $1 && !respelled.contains($0) },
            { keys.append(CellKey(row: $0, column: $1)) })
        if !respelled.isEmpty {
            new.formulas.forEach(in: .wholeSheet) { row, column, number in
                if respelled.contains(number) { keys.append(CellKey(row: row, column: column)) }
            }
        }
        let (areas, oldAreas) = (Set(new.arrays.compactMap(\.self)), Set(old.arrays.compactMap(\.self)))
        for area in areas.symmetricDifference(oldAreas) { keys.append(CellKey(area.anchor)) }
        touchesFormulas = keys.count > count || rewritesAll
        new.styles.forEachDifference(from: old.styles, isSame: ==) { keys.append(CellKey(row: $0, column: $1)) }
        if rewritesAll { keys = new.occupiedCells() } else { keys.sortLikePart() }
        cells.reserveCapacity(keys.count)
        for key in keys where cells.last != key { cells.append(key) }
        rows = rewritesAll ? new.rows.allRows : new.rows.rowsDiffering(from: old.rows)
    }
}

/// A cell's place as one number that sorts as a part does: by row, then column.
struct CellKey: Comparable {
    private let bits: UInt64

    init(row: Int32, column: Int32) {
        bits = UInt64(UInt32(bitPattern: row)) << 32 | UInt64(UInt32(bitPattern: column))
    }

    init(_ address: CellAddress) { self.init(row: address.row, column: address.column) }

    var row: Int32 { Int32(truncatingIfNeeded: bits >> 32) }
    var column: Int32 { Int32(truncatingIfNeeded: bits) }
    var address: CellAddress { CellAddress(row: row, column: column) }

    static func < (left: CellKey, right: CellKey) -> Bool { left.bits < right.bits }
}

extension [CellKey] {
    /// Sorts by row, then column: many keys by counting, in a time that grows with their number alone.
    mutating func sortLikePart() {
        guard let rows = self.max(by: { $0.row < $1.row })?.row, count > 4_096, Int(rows) < count * 4 else {
            return sort()
        }
        sort(upTo: GridLimits.columns) { $0.column }
        sort(upTo: rows + 1) { $0.row }
    }

    /// Sorts by a number from zero up to a bound; equal ones stay in order.
    private mutating func sort(upTo bound: Int32, by number: (CellKey) -> Int32) {
        var starts = [Int](repeating: 0, count: Int(bound) + 1)
        for key in self { starts[Int(number(key)) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        self = [CellKey](unsafeUninitializedCapacity: count) { sorted, filled in
            for key in self {
                sorted[starts[Int(number(key))]] = key
                starts[Int(number(key))] += 1
            }
            filled = count
        }
    }
}

extension RowTable {
    /// The rows that have properties of their own.
    var allRows: [Int32] {
        var rows: [Int32] = []
        forEach(in: 0...GridLimits.lastRow) { row, _ in rows.append(row) }
        return rows
    }

    /// The rows whose properties, as a part holds them, are not those of an older table.
    func rowsDiffering(from old: RowTable) -> [Int32] {
        var before: [(row: Int32, properties: RowProperties)] = []
        old.forEach(in: 0...GridLimits.lastRow) { before.append(($0, $1.stored)) }
        var rows: [Int32] = []
        var next = 0
        forEach(in: 0...GridLimits.lastRow) { row, properties in
            while next < before.count, before[next].row < row {
                rows.append(before[next].row)
                next += 1
            }
            if next < before.count, before[next].row == row {
                if before[next].properties != properties.stored { rows.append(row) }
                next += 1
            } else if properties.stored != RowProperties() {
                rows.append(row)
            }
        }
        rows.append(contentsOf: before[next...].map(\.row))
        return rows
    }
}

extension RowProperties {
    /// Without what no part says: that it is a filter that hides the row.
    fileprivate var stored: RowProperties {
        var stored = self
        stored.isFiltered = false
        return stored
    }
}

extension Worksheet {
    /// Every cell with a value, a formula or a format, by row, then column.
    fileprivate func occupiedCells() -> [CellKey] {
        guard let used = usedRange(valuesOnly: false) else { return [] }
        var keys: [CellKey] = []
        for band in used.firstRow >> 8...used.lastRow >> 8 {
            let columns = (used.firstColumn...used.lastColumn).filter { column in
                values.page(row: band << 8, column: column) != nil
                    || formulas.page(row: band << 8, column: column) != nil
                    || styles.page(row: band << 8, column: column) != nil
            }
            guard !columns.isEmpty else { continue }
            for row in band << 8..<(band + 1) << 8 {
                for column in columns
                where !values[row, column].isVacant || formulas[row, column] != 0 || styles[row, column] != 0 {
                    keys.append(CellKey(row: row, column: column))
                }
            }
        }
        return keys
    }

    /// Whether the cell is written with a position in the shared string table: constants are, results are not.
    fileprivate func refersToShared(_ row: Int32, _ column: Int32) -> Bool {
        values[row, column].isText && formulas[row, column] == 0 && arrayCover[row, column] == 0
    }
}
