// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import NumberFormats
import Workbooks

/// Evaluates programs against a workbook and writes results into it. One object for each thread of a
/// recalculation.
///
/// Two paths give the same values: `scalar` walks nodes that always give one value and works on eight-byte packed
/// values without reference counting; `operand` handles arrays, references and functions.
final class Evaluator {
    /// The workbook being calculated; owned for the time of the recalculation, so that writing copies no page twice.
    var workbook: Workbook
    /// Positions of sheets in tab order by raw sheet id, -1 for none.
    let positions: [Int]
    let inputs: EvaluationInputs
    let limits: CalculationLimits
    let control: CalculationControl
    let table: FunctionTable
    /// The functions of numbers alone by number, apart from the rest of the table, which is larger to look at.
    let numericFunctions: [(@Sendable (UnsafePointer<Double>) throws(CellError) -> Double)?]
    private lazy var callContext = CallContext(
        workbook: self, cell: .init(sheet: SheetID(rawValue: 0), address: CellAddress(row: 0, column: 0)),
        now: workbook.dateSystem == .excel1904 ? inputs.now - 1462 : inputs.now,
        random: RandomSource(seed: inputs.seed), limits: limits.formula, meter: meter)
    /// What formulas take.
    let meter: WorkMeter

    /// What functions are told of the current cell; good until the next one.
    var context: CallContext {
        let context = callContext
        context.cell = CallContext.Cell(sheet: sheet, address: origin)
        return context
    }

    var program: Program {
        didSet {
            nodes = program.nodes
            children = program.children
        }
    }
    /// The current program's memory, at hand without a reference count.
    private(set) var nodes: UnsafePointer<Node>
    private(set) var children: UnsafePointer<Int32>
    /// The numbers of the current run's cells, the first row of the run, and those of the current cell.
    private(set) var runLiterals = Literals.none
    private(set) var runRow: Int32 = 0
    /// How many cells the current run has.
    private(set) var runRows = 1
    private(set) var literals: UnsafePointer<Double>
    var origin = CellAddress(row: 0, column: 0)
    var sheet = SheetID(rawValue: 0)
    var kind = FormulaTemplate.Kind.implicit
    /// Whether the formulas of the current run use random numbers or the time.
    private var isVolatile = false
    /// Values of LET variables and LAMBDA parameters by slot.
    var variables: [Operand] = []
    /// Texts made while a cell is evaluated; packed values refer to them without owning them.
    var temporaries: [CellText] = []
    /// Where blocks of rows are calculated.
    let memory = BlockStack<PackedValue>(capacity: 256)
    let pickMemory = BlockStack<Int32>(capacity: 512)
    var lambdaDepth = 0
    /// The stack of the thread that calculates.
    lazy var stack = StackBounds()
    /// Programs of names that use themselves, by folded name and sheet.
    var recursivePrograms: [String: Program] = [:]
    /// Cells that are dirty and not calculated yet; `nil` while the order of calculation makes asking needless.
    var pending: PendingCells?
    /// Pending cells met while evaluating: the result is void and they must be calculated first.
    var need: Need?
    /// Rectangles aggregated for earlier rows of the current run, by the node of the argument.
    var prefixes: [Int32: AggregatedPrefix] = [:]
    /// Indexes over columns and rows, kept with the workbook's state.
    let shelf: IndexShelf
    /// Where the current run's first dirty row is written, and what is known of the other threads, while several
    /// calculate.
    var claimed: UnsafeMutablePointer<PackedValue>?
    var stage: SharedStage?
    /// Texts whose places were taken meanwhile.
    var replaced: [CellText] = []
    /// What the current run knows of the lines it searches.
    var sites: [LineSite] = []
    /// What the current run knows of its aggregates under criteria, and results of such for the runs to come.
    var conditionalSites: [ConditionalSite] = []
    /// Criteria that were texts, by their bits.
    var criteria: [UInt64: (text: CellText, criterion: Criterion)] = [:]
    var memos: [ConditionalMemo.Key: ConditionalMemo] = [:]
    /// Changes whenever a line may have been written.
    var lineEpoch = 0

    /// The used ranges of sheets by position, found when first asked for. Results do not change them, since cells with
    /// formulas count as used; spills do.
    var usedRanges: [Int: CellRange?] = [:]

    /// Whether results are cut to what their number formats show.
    let keepsDisplayedPrecision: Bool

    /// - Parameter control: asked, and told of the work, while one cell takes long.
    init(
        _ workbook: Workbook, inputs: EvaluationInputs, limits: CalculationLimits = CalculationLimits(),
        control: CalculationControl = CalculationControl(), shelf: IndexShelf = IndexShelf(),
        table: FunctionTable = .standard
    ) {
        self.workbook = workbook
        self.shelf = shelf
        self.inputs = inputs
        self.limits = limits
        self.control = control
        meter = WorkMeter(limits: limits.formula) { control.goesOn(after: $0, of: limits.steps) }
        keepsDisplayedPrecision = workbook.settings.usesDisplayedPrecision
        self.table = table
        numericFunctions = table.numericFunctions
        var positions: [Int] = []
        for (position, sheet) in workbook.sheets.enumerated() {
            let raw = Int(sheet.id.rawValue)
            if raw >= positions.count {
                positions.append(contentsOf: repeatElement(-1, count: raw + 1 - positions.count))
            }
            positions[raw] = position
        }
        self.positions = positions
        program = Program(
            nodes: [], root: 0, children: [], texts: [], matrices: [], references: [], slotCount: 0, traits: [])
        nodes = program.nodes
        children = program.children
        literals = runLiterals.numbers
    }

    /// The position of a sheet in tab order, `nil` when it is gone.
    @inline(__always) func position(_ sheet: SheetID) -> Int? {
        let raw = Int(sheet.rawValue)
        guard raw < positions.count, positions[raw] >= 0 else { return nil }
        return positions[raw]
    }

    /// Prepares for the cells of a run.
    func enter(_ run: DependencyGraph.Run) {
        enter(run.program, sheet: run.sheet, kind: run.kind)
        runLiterals = run.literals
        runRow = run.firstRow
        runRows = Int(run.lastRow - run.firstRow) + 1
    }

    /// Prepares for cells of one program without literals.
    func enter(_ program: Program, sheet: SheetID, kind: FormulaTemplate.Kind) {
        self.program = program
        self.sheet = sheet
        self.kind = kind
        callContext.evaluatesArrays = kind != .implicit
        isVolatile = program.traits.contains(.volatile)
        if !prefixes.isEmpty { prefixes.removeAll(keepingCapacity: true) }
        leaveLines()
        if variables.count < program.slotCount {
            variables = Array(repeating: .omitted, count: program.slotCount)
        }
    }

    /// Moves to a cell of the current program; texts made for the cell before are let go.
    func move(to cell: CellAddress) {
        if !temporaries.isEmpty { temporaries.removeAll(keepingCapacity: true) }
        meter.begin()
        place(at: cell)
    }

    /// Moves to a cell of the current program, whose texts are wanted together with those of the cells before.
    @inline(__always) func place(at cell: CellAddress) {
        origin = cell
        literals = runLiterals.numbers + Int(cell.row &- runRow) &* runLiterals.stride
        if isVolatile { seedRandom(for: cell) }
    }

    private func seedRandom(for cell: CellAddress) {
        let place = UInt64(sheet.rawValue) << 40 | UInt64(cell.column) << 20 | UInt64(cell.row)
        callContext.random = RandomSource(seed: inputs.seed ^ (place &* 0x9E37_79B9_7F4A_7C15))
    }

    /// A value as packed bits that stay good until the next cell.
    func pack(_ value: CellValue) -> PackedValue {
        switch value {
        case .number(let number): return PackedValue(number)
        case .empty: return .empty
        case .boolean(let boolean): return PackedValue(boolean)
        case .error(let error): return PackedValue(error)
        case .text(let string): return pack(CellText(string))
        }
    }

    func pack(_ text: CellText) -> PackedValue {
        temporaries.append(text)
        return PackedValue(unowned: text)
    }

    /// A number as a cell shows it.
    func shown(_ number: Double, _ position: Int, _ row: Int32, _ column: Int32) -> Double {
        workbook.styles.numberFormat(ofStyle: workbook.sheets[position].styles[row, column]).shown(number)
    }

    /// The value of a cell as stored, noting when it still has to be calculated.
    @inline(__always) func stored(_ sheet: SheetID, _ row: Int32, _ column: Int32) -> PackedValue {
        if pending != nil { demand(sheet, row, column) }
        guard let position = position(sheet) else { return PackedValue(CellError.reference) }
        return workbook.sheets[position].values[row, column]
    }
}
