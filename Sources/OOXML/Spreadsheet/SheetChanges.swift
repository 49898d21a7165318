// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// What a sheet has to write anew, in the order of its part.
struct SheetChanges: Sendable {
    /// Cells of 256 rows, those of one page in each column.
    struct Band: Sendable {
        /// The rows begin with `number << 8`.
        let number: Int32
        /// Left to right.
        fileprivate(set) var columns: [Column]
        /// The rows in which any column has a cell.
        fileprivate(set) var rows: RowMask
    }

    /// Cells of one column of a band.
    struct Column: Sendable {
        let column: Int32
        fileprivate(set) var rows: RowMask
    }

    /// Cells that changed, top to bottom.
    private(set) var bands: [Band] = []
    /// Rows whose own properties changed, top to bottom.
    private(set) var rows: [Int32] = []
    /// Whether cells have moved, so that every cell is written from the workbook.
    let rewritesAll: Bool
    /// Whether a formula was added, removed or is spelled otherwise than before.
    private(set) var touchesFormulas = false
    /// By how much the number of cells that refer to the shared string table grows.
    private(set) var sharedReferences = 0

    var isEmpty: Bool { bands.isEmpty && rows.isEmpty && !rewritesAll }

    /// Compares a sheet with what its part holds. `respelled` are formulas whose text changed though they did not.
    init(from old: Worksheet, to new: Worksheet, respelled: Set<UInt32>, rewritesAll: Bool) {
        self.rewritesAll = rewritesAll
        var pages: [PageChange] = []
        var references = 0
        new.values.forEachDifference(from: old.values, isSame: { $0.isSame(as: $1) }) { change in
            pages.append(change)
            references += new.sharedReferences(in: change) - old.sharedReferences(in: change)
        }
        sharedReferences = references
        let count = pages.count
        new.formulas.forEachDifference(from: old.formulas, isSame: ==) { pages.append($0) }
        if !respelled.isEmpty {
            new.formulas.forEachPage(where: { respelled.contains($0) }, { pages.append($0) })
        }
        let (areas, oldAreas) = (Set(new.arrays.compactMap(\.self)), Set(old.arrays.compactMap(\.self)))
        for area in areas.symmetricDifference(oldAreas) { pages.append(PageChange(area.anchor)) }
        touchesFormulas = pages.count > count || rewritesAll
        new.styles.forEachDifference(from: old.styles, isSame: ==) { pages.append($0) }
        bands = Self.bands(rewritesAll ? new.occupiedPages() : pages)
        rows = rewritesAll ? new.rows.allRows : new.rows.rowsDiffering(from: old.rows)
    }

    /// Brings pages into the order of a part and joins those of different planes.
    private static func bands(_ pages: [PageChange]) -> [Band] {
        var bands: [Band] = []
        for page in pages.sorted(by: { ($0.band, $0.column) < ($1.band, $1.column) }) {
            if bands.last?.number != page.band {
                bands.append(Band(number: page.band, columns: [], rows: RowMask()))
            }
            let band = bands.count - 1
            bands[band].rows.formUnion(page.rows)
            if bands[band].columns.last?.column == page.column {
                bands[band].columns[bands[band].columns.count - 1].rows.formUnion(page.rows)
            } else {
                bands[band].columns.append(Column(column: page.column, rows: page.rows))
            }
        }
        return bands
    }

    /// How many cells there are.
    var cellCount: Int { bands.reduce(0) { $1.columns.reduce($0) { $0 + $1.rows.count } } }

    /// Whether they are in so few places that most of a large part stays as it is.
    var areFew: Bool { !rewritesAll && bands.count + rows.count <= 8 }

    /// The smallest range with all cells; `nil` for none.
    var extent: CellRange? {
        guard let first = bands.first, let last = bands.last, let top = first.rows.first(), let bottom = last.rows.last,
            let left = bands.lazy.compactMap(\.columns.first?.column).min(),
            let right = bands.lazy.compactMap(\.columns.last?.column).max()
        else { return nil }
        return CellRange(
            firstRow: first.number << 8 + Int32(top), firstColumn: left,
            lastRow: last.number << 8 + Int32(bottom), lastColumn: right)
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
    /// Every cell with a value, a formula or a format.
    fileprivate func occupiedPages() -> [PageChange] {
        var pages: [PageChange] = []
        values.forEachPage(where: { !$0.isVacant }, { pages.append($0) })
        formulas.forEachPage(where: { $0 != 0 }, { pages.append($0) })
        styles.forEachPage(where: { $0 != 0 }, { pages.append($0) })
        return pages
    }

    /// How many cells are written with a position in the shared string table: constants are, results are not.
    fileprivate func sharedReferences(in change: PageChange) -> Int {
        let (row, column) = (change.band << 8, change.column)
        let values = values.window(row: row, column: column)
        let formulas = formulas.window(row: row, column: column)
        let covers = arrayCover.window(row: row, column: column)
        return change.rows.count { values[$0].isText && formulas[$0] == 0 && covers[$0] == 0 }
    }
}
