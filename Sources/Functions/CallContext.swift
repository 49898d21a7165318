// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import NumberFormats

/// What a function may ask of the workbook around it. Implemented by the evaluator.
public protocol WorkbookReader: AnyObject {
    /// The value of a cell, `.empty` outside what is used.
    func value(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> CellValue
    /// Visits the stored values of an area column by column, top to bottom, as blocks that may contain empty cells;
    /// what is not visited is empty. `body` throws to stop.
    func forEachBlock(
        in area: Area,
        _ body: (_ column: Int32, _ firstRow: Int32, UnsafeBufferPointer<PackedValue>) throws(CellError) -> Void
    ) throws(CellError)
    /// Visits the stored values of an area row by row, left to right, empty cells among them: the order in which Excel
    /// adds, so that sums round alike. `body` throws to stop.
    func forEachByRow(
        in area: Area, _ body: (_ row: Int32, _ column: Int32, PackedValue) throws(CellError) -> Void
    ) throws(CellError)
    /// The rectangle that holds every value of a sheet, `nil` for a blank one: clips whole-column references.
    func usedRange(of sheet: SheetID) -> CellRange?

    /// The formula of a cell as A1 text with its `=`, `nil` for a constant.
    func formulaText(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> String?
    /// Whether a cell's formula calls SUBTOTAL or AGGREGATE, which outer ones skip.
    func isSubtotal(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> Bool
    /// Whether a row is hidden, by hand or by a filter.
    func isRowHidden(_ sheet: SheetID, _ row: Int32) -> Bool
    /// Whether a row is hidden by a filter.
    func isRowFiltered(_ sheet: SheetID, _ row: Int32) -> Bool
    /// The width of a column in characters of the default font.
    func columnWidth(_ sheet: SheetID, _ column: Int32) -> Double
    /// Whether nobody has set the width of a column.
    func hasDefaultWidth(_ sheet: SheetID, _ column: Int32) -> Bool
    /// The number format of a cell.
    func numberFormat(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> NumberFormat
    /// Whether the cell's protection has `locked` set, and its horizontal alignment, for CELL.
    func cellFormat(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> CellFormatFacts

    /// How the text of a cell is read; `nil` where the workbook knows no readings or the cell holds no text.
    func phonetic(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> PhoneticText?

    /// Worksheets in tab order.
    var sheets: [SheetID] { get }
    func sheetName(_ sheet: SheetID) -> String
    /// What an A1 or R1C1 text, a defined name or a structured reference means at the calling cell; `nil` when nothing.
    func reference(text: String, isR1C1: Bool, at cell: CallContext.Cell) -> Reference?
    /// The pivot table value GETPIVOTDATA asks for; `nil` when there is none.
    func pivotData(field: String, at area: Area, items: [(field: String, item: CellValue)]) -> CellValue?
    /// Where each value of one column or row stands, kept while they do not change; `nil` when that is not worthwhile.
    func valueIndex(for area: Area) -> ValueIndex?
    /// The numbers of one column or row in order, likewise; with `sorts` also of numbers that lie out of order.
    func orderIndex(for area: Area, sorts: Bool) -> OrderIndex?

    var dateSystem: DateSystem { get }
    /// The workbook's full path and name for CELL("filename") and INFO; empty when it has none.
    var fileName: String { get }
    var isIterative: Bool { get }
    /// Whether the workbook is calculated by hand.
    var isManual: Bool { get }
}

/// What CELL reports of a cell's format.
public struct CellFormatFacts: Sendable {
    public var isLocked: Bool
    /// `general`, `left`, `center`, `right`, `fill`, … (ECMA-376-1 §18.18.40).
    public var horizontalAlignment: String

    public init(isLocked: Bool, horizontalAlignment: String) {
        self.isLocked = isLocked
        self.horizontalAlignment = horizontalAlignment
    }
}

/// The circumstances of a call: which cell calculates, and the inputs that make a recalculation repeatable.
///
/// One object per evaluating thread, changed as it goes from cell to cell; a function reads it and never keeps it.
public final class CallContext: @unchecked Sendable {
    /// A cell on a sheet.
    public struct Cell: Sendable, Hashable, Comparable {
        public var sheet: SheetID
        public var address: CellAddress

        /// By sheet, row and column.
        public static func < (left: Cell, right: Cell) -> Bool {
            (left.sheet.rawValue, left.address.row, left.address.column)
                < (right.sheet.rawValue, right.address.row, right.address.column)
        }

        public init(sheet: SheetID, address: CellAddress) {
            self.sheet = sheet
            self.address = address
        }
    }

    public unowned let workbook: any WorkbookReader
    /// The calling cell.
    public var cell: Cell
    /// Whether the formula is evaluated as an array formula or by the dynamic-array rules; when false, a range where
    /// one value is expected means the value in the formula's own row or column (implicit intersection).
    public var evaluatesArrays = true
    /// The date and time of this recalculation as a serial day of the workbook's date system, local time.
    public let now: Double
    /// Deterministic random numbers for RAND and its kin; seeded from the recalculation's seed and the cell.
    public var random: RandomSource
    public let limits: FunctionLimits
    /// What the calling formula has taken so far.
    public let meter: WorkMeter

    public init(
        workbook: any WorkbookReader, cell: Cell, now: Double, random: RandomSource,
        limits: FunctionLimits = FunctionLimits(), meter: WorkMeter? = nil
    ) {
        self.workbook = workbook
        self.cell = cell
        self.now = now
        self.random = random
        self.limits = limits
        self.meter = meter ?? WorkMeter(limits: limits)
    }
}

/// Bounds on what the formula of one cell may produce and take.
public struct FunctionLimits: Sendable {
    /// Characters of a text (Excel specifications: 32,767).
    public var textLength = 32_767
    /// Elements of an array; more is `#NUM!`, as Excel gives when it runs out of resources.
    public var arrayElements = 4_194_304
    /// Steps of work (see `WorkMeter`), three to five seconds; more is `#NUM!`.
    public var steps = 3 << 28
    /// Elements of all the arrays that a formula has at hand at once; more is `#NUM!`.
    public var heldElements = 1 << 24
    /// Bytes of texts that the arrays of a formula may be made of; more is `#NUM!`.
    public var arrayTextBytes = 1 << 28

    public init() {}
}

/// A small deterministic generator (SplitMix64): replaying a journal gives the same numbers.
public struct RandomSource: Sendable {
    public var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform in 0 ..< 1.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
