// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// Who depends on whom. The nodes are *runs*: cells of one column, within 256 rows, that hold the same formula but for
/// the numbers in it, so a filled-down column of 100,000 cells is 390 nodes. The edges are the rectangles a run reads,
/// found again by place.
///
/// A value: edits of constants never change it, so forks share it whole.
public struct DependencyGraph: Sendable {
    /// Cells of one column that hold one formula, each with its own numbers in it.
    struct Run: Sendable {
        var sheet: SheetID
        var column: Int32
        var firstRow: Int32
        var lastRow: Int32
        var program: Program
        var literals: Literals
        var kind: FormulaTemplate.Kind
        /// Whether it is a what-if table, which is calculated after everything else.
        var isDataTable = false
        /// Whether the formulas were removed or replaced since.
        var isDead = false
    }

    /// One reference of a run, as the rectangle over all its cells.
    struct Edge: Sendable {
        var run: UInt32
        /// Which of the program's references.
        var reference: Int32
        var range: CellRange
    }

    var runs: [Run] = []
    var edges: [Edge] = []
    /// Edges by what they read.
    var edgeIndex = RectangleIndex()
    /// Runs by the 256-row block of cells they stand in.
    var runIndex = ShardedIndex()
    /// Runs that are calculated every time, or whose reading is known only when they run.
    var volatileRuns: [UInt32] = []
    /// Runs of what-if tables.
    var dataTables: [UInt32] = []
    /// How many runs are dead; when they are most, the graph is built anew.
    var deadRuns = 0
    /// Dynamic arrays kept from spilling, with the range they want.
    var blockedSpills: [CallContext.Cell: CellRange] = [:]

    /// The run a cell belongs to.
    func run(at sheet: SheetID, _ row: Int32, _ column: Int32) -> UInt32? {
        for number in runIndex[Self.blockKey(sheet, row, column)] {
            let run = runs[Int(number)]
            if !run.isDead, row >= run.firstRow, row <= run.lastRow { return number }
        }
        return nil
    }

    static func blockKey(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> UInt64 {
        UInt64(sheet.rawValue) << 32 | UInt64(row >> 8) << 16 | UInt64(column)
    }
}

/// Numbers by a key, in shards so that the first write after a fork copies a small part.
struct ShardedIndex: Sendable {
    private static let shardCount = 256
    private var shards: [[UInt64: [UInt32]]] = Array(repeating: [:], count: shardCount)

    private static func shard(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 56) }

    subscript(key: UInt64) -> [UInt32] { shards[Self.shard(key)][key] ?? [] }

    mutating func insert(_ number: UInt32, at key: UInt64) { shards[Self.shard(key)][key, default: []].append(number) }
}

/// Edges by the rectangle they read: a rectangle is filed under the few tiles it touches on the coarsest grid on which
/// they are few, so that a cell finds the whole-column references as fast as the single-cell ones. A cell that formulas
/// name by itself, `$B$4`, is mostly one of some inputs that stand together and are read by half the workbook: such
/// edges are filed under the cell as well.
struct RectangleIndex: Sendable {
    private static let rowShifts: [Int32] = [8, 12, 16, 20]
    private static let columnShifts: [Int32] = [0, 4, 8, 14]
    /// The number of the grid of cells named by themselves, which has the finest tiles.
    private static let cellGrid = 16
    /// Up to so many rows are asked for cell by cell.
    private static let fewRows = 8

    private var index = ShardedIndex()
    private var cells = ShardedIndex()
    /// By raw sheet id, which of the grids hold anything.
    private var usedGrids: [UInt32] = []

    /// - Parameter isCell: whether the rectangle is one cell that is named as such.
    mutating func insert(_ edge: UInt32, sheet: SheetID, range: CellRange, isCell: Bool) {
        let row = Self.level(Self.rowShifts, range.firstRow, range.lastRow)
        let column = Self.level(Self.columnShifts, range.firstColumn, range.lastColumn)
        let grid = isCell ? Self.cellGrid : row * 4 + column
        let raw = Int(sheet.rawValue)
        if raw >= usedGrids.count {
            usedGrids.append(contentsOf: repeatElement(0, count: raw + 1 - usedGrids.count))
        }
        usedGrids[raw] |= 1 << UInt32(grid)
        let rowShift = Self.rowShifts[row]
        let columnShift = Self.columnShifts[column]
        for tileRow in range.firstRow >> rowShift...range.lastRow >> rowShift {
            for tileColumn in range.firstColumn >> columnShift...range.lastColumn >> columnShift {
                index.insert(edge, at: Self.key(sheet, grid, tileRow, tileColumn))
            }
        }
        if isCell { cells.insert(edge, at: Self.cellKey(sheet, range.firstRow, range.firstColumn)) }
    }

    /// Visits the edges filed under tiles that cells of a range touch; some of them may not really meet it, and an edge
    /// may come more than once.
    func forEachCandidate(sheet: SheetID, in range: CellRange, _ body: (UInt32) -> Void) {
        let raw = Int(sheet.rawValue)
        guard raw < usedGrids.count else { return }
        var grids = usedGrids[raw]
        while grids != 0 {
            let grid = grids.trailingZeroBitCount
            grids &= grids - 1
            if grid == Self.cellGrid, range.rowCount <= Self.fewRows {
                for column in range.firstColumn...range.lastColumn {
                    for row in range.firstRow...range.lastRow {
                        for edge in cells[Self.cellKey(sheet, row, column)] { body(edge) }
                    }
                }
                continue
            }
            let rowShift = Self.rowShifts[grid / 4 % 4]
            let columnShift = Self.columnShifts[grid % 4]
            for tileColumn in range.firstColumn >> columnShift...range.lastColumn >> columnShift {
                for tileRow in range.firstRow >> rowShift...range.lastRow >> rowShift {
                    for edge in index[Self.key(sheet, grid, tileRow, tileColumn)] { body(edge) }
                }
            }
        }
    }

    /// How many tiles of the finest grid cells of a range touch.
    static func tiles(in range: CellRange) -> Int {
        range.columnCount * Int(range.lastRow >> rowShifts[0] - range.firstRow >> rowShifts[0] + 1)
    }

    /// The finest grid on which a span touches at most two tiles.
    private static func level(_ shifts: [Int32], _ first: Int32, _ last: Int32) -> Int {
        shifts.firstIndex { last >> $0 - first >> $0 <= 1 } ?? shifts.count - 1
    }

    private static func key(_ sheet: SheetID, _ grid: Int, _ tileRow: Int32, _ tileColumn: Int32) -> UInt64 {
        UInt64(sheet.rawValue) << 37 | UInt64(grid) << 32 | UInt64(tileRow) << 16 | UInt64(tileColumn)
    }

    private static func cellKey(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> UInt64 {
        UInt64(sheet.rawValue) << 36 | UInt64(row) << 16 | UInt64(column)
    }
}
