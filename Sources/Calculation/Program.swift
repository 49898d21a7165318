// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions

/// A formula bound to a sheet: names, tables and sheets resolved, functions by number. Nodes lie in one array without
/// references, so that walking them costs no reference counting; constants and references stand beside.
final class Program: @unchecked Sendable {
    /// Never written after `init`; plain memory, so that a node is read without touching a reference count.
    let nodes: UnsafePointer<Node>
    let nodeCount: Int
    /// How many nodes there would be if those that several others use stood in each of them.
    let weight: Int
    let root: Int32
    /// Operands of nodes with more than two, as node numbers; plain memory like `nodes`.
    let children: UnsafePointer<Int32>
    let texts: [CellText]
    let matrices: [Matrix]
    let references: [BoundReference]
    /// How many LET variables and LAMBDA parameters it has.
    let slotCount: Int
    /// How many numbers each cell brings along (`Node.Operation.literal`).
    let literalCount: Int
    let traits: WorksheetFunction.Traits
    /// Whether it calls a function Cellar does not have: the cached value of a file stays until something it reads
    /// changes.
    let callsUnknownFunction: Bool
    /// Whether hiding rows or changing formats may change the result (SUBTOTAL, AGGREGATE, CELL).
    let readsFormats: Bool
    /// Whether it holds a reference to "this row" or the table around, which means something else beside the table.
    let dependsOnPlace: Bool
    /// Whether it may read cells that none of its references names, as `A1:INDEX(B:B,9)` does.
    let readsElsewhere: Bool
    /// What one cell costs, in nodes; a rough guess where ranges are read.
    let cost: Int
    /// Whether the result may be an array: such a formula spills.
    var mayGiveArray: Bool { !nodes[Int(root)].isScalar }

    init(
        nodes: [Node], root: Int32, children: [Int32], texts: [CellText], matrices: [Matrix],
        references: [BoundReference], slotCount: Int, literalCount: Int = 0, weight: Int = 0,
        traits: WorksheetFunction.Traits, callsUnknownFunction: Bool = false, readsFormats: Bool = false,
        dependsOnPlace: Bool = false, readsElsewhere: Bool = false
    ) {
        self.nodes = Self.copied(nodes)
        nodeCount = nodes.count
        self.weight = weight
        self.root = root
        self.children = Self.copied(children)
        self.texts = texts
        self.matrices = matrices
        self.references = references
        self.slotCount = slotCount
        self.literalCount = literalCount
        self.traits = traits
        self.callsUnknownFunction = callsUnknownFunction
        self.readsFormats = readsFormats
        self.dependsOnPlace = dependsOnPlace
        self.readsElsewhere =
            readsElsewhere
            || nodes.contains {
                $0.operation == .rangeOperator || $0.operation == .spill || $0.operation == .recursiveName
            }
        cost = references.reduce(nodes.count) { $0 + $1.cost }
    }

    deinit {
        nodes.deallocate()
        children.deallocate()
    }

    private static func copied<T: BitwiseCopyable>(_ elements: [T]) -> UnsafePointer<T> {
        let memory = UnsafeMutablePointer<T>.allocate(capacity: max(elements.count, 1))
        elements.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { memory.initialize(from: base, count: source.count) }
        }
        return UnsafePointer(memory)
    }
}

/// One operation of a program.
struct Node: Sendable, BitwiseCopyable {
    enum Operation: UInt8, Sendable {
        case number, text, boolean, error, missing, matrix
        /// A number written in the formula: `first` is its place among the cell's `Literals`.
        case literal
        /// One cell of one sheet: `first` is its row and `second` its column, offsets unless absolute; `count` is the
        /// raw id of the sheet, `reference` the number of the reference.
        case cell
        /// A rectangle on one sheet: `first` is the number of the reference.
        case area
        /// A 3-D reference.
        case areas
        case negate, plus, percent, intersect, spill
        case rangeOperator, intersection, union
        case power, multiply, divide, add, subtract, concatenate
        /// `+` and `-` as the last operation of a formula: a rest that is nothing but rounding error is 0.
        case addLast, subtractLast
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        /// A function of the table: `second` is its number, children from `first`.
        case call
        /// The same where it is one of `Aggregate` over values and rectangles: `number` says which.
        case aggregate
        /// The same where it is an `IndexedLookup` of one value in rectangles: `number` says which.
        case lookup
        /// The same where it is a `ConditionalAggregate` over columns: `number` says which.
        case conditional
        /// Operations that do not evaluate all their operands; children from `first`. `number` of a LAMBDA is how many
        /// nodes its body has.
        case `if`, ifs, ifError, ifNA, choose, `switch`, `let`, lambda, invoke
        case map, reduce, scan, byRow, byColumn, makeArray, isOmitted
        /// A LET variable or LAMBDA parameter: `first` is its slot.
        case variable
        /// A name whose formula refers to itself: `first` is the number of a text with its name.
        case recursiveName
        /// A function given by its name where a LAMBDA is expected: `second` is its number.
        case functionValue
    }

    var operation: Operation
    /// Whether the result is always one value.
    var isScalar: Bool
    /// For a cell, whether `first` and `second` are grid positions.
    var isRowAbsolute = false
    var isColumnAbsolute = false
    /// How many children stand from `first` on.
    var count: Int32 = 0
    var first: Int32 = 0
    var second: Int32 = 0
    var number: Double = 0

    /// For a cell, the number of its reference.
    var reference: Int { Int(number) }
}

/// A reference with its sheet resolved; what is relative in it is resolved at the formula's cell.
struct BoundReference: Sendable, Hashable {
    /// One sheet, or those of a 3-D reference in tab order.
    var sheets: [SheetID]
    var firstRow: Int32
    var firstColumn: Int32
    var lastRow: Int32
    var lastColumn: Int32
    var isFirstRowAbsolute: Bool
    var isFirstColumnAbsolute: Bool
    var isLastRowAbsolute: Bool
    var isLastColumnAbsolute: Bool

    /// What reading it costs, in nodes of a program; a rough guess, and not more than that of some columns, since most
    /// large ranges are indexed or hold little.
    var cost: Int {
        let isOpen = isFirstRowAbsolute != isLastRowAbsolute
        let rows = isOpen ? 256 : Int((lastRow &- firstRow).magnitude) + 1
        let columns = Int((lastColumn &- firstColumn).magnitude) + 1
        return min(rows * columns, 4096) / 8
    }

    /// Whether both always mean rectangles of one size.
    func hasShape(of other: BoundReference) -> Bool {
        isFirstRowAbsolute == other.isFirstRowAbsolute && isLastRowAbsolute == other.isLastRowAbsolute
            && isFirstColumnAbsolute == other.isFirstColumnAbsolute
            && isLastColumnAbsolute == other.isLastColumnAbsolute
            && (isFirstRowAbsolute == isLastRowAbsolute
                ? lastRow - firstRow == other.lastRow - other.firstRow
                : lastRow == other.lastRow && firstRow == other.firstRow)
            && (isFirstColumnAbsolute == isLastColumnAbsolute
                ? lastColumn - firstColumn == other.lastColumn - other.firstColumn
                : lastColumn == other.lastColumn && firstColumn == other.firstColumn)
    }

    /// The rectangle meant at a cell; `nil` when it leaves the grid.
    func range(at origin: CellAddress) -> CellRange? {
        let top = isFirstRowAbsolute ? firstRow : origin.row &+ firstRow
        let left = isFirstColumnAbsolute ? firstColumn : origin.column &+ firstColumn
        let bottom = isLastRowAbsolute ? lastRow : origin.row &+ lastRow
        let right = isLastColumnAbsolute ? lastColumn : origin.column &+ lastColumn
        let range = CellRange(CellAddress(row: top, column: left), CellAddress(row: bottom, column: right))
        return range.isOnGrid ? range : nil
    }

    /// The rectangle over all cells of a run of rows in one column; what leaves the grid is cut off.
    func swept(column: Int32, rows: ClosedRange<Int32>) -> CellRange? {
        let top = CellAddress(row: rows.lowerBound, column: column)
        let bottom = CellAddress(row: rows.upperBound, column: column)
        switch (range(at: top), range(at: bottom)) {
        case (let one?, let other?): return one.union(other)
        case (let one?, nil), (nil, let one?): return clippedSweep(with: one, column: column, rows: rows)
        case (nil, nil): return nil
        }
    }

    /// Part of the run leaves the grid: everything up to the grid's edge is taken.
    private func clippedSweep(with known: CellRange, column: Int32, rows: ClosedRange<Int32>) -> CellRange {
        var result = known
        for row in rows {
            if let one = range(at: CellAddress(row: row, column: column)) { result = result.union(one) }
        }
        return result
    }
}
