// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// One worksheet function: its signature and a pure Swift function whose parameter types say how arguments are read.
///
///     .init("ROUND(number, numDigits)", MathAndTrigonometry.round)
///
/// The parameter names are those of Graph's action for the function, from which the API reads its JSON body.
public struct WorksheetFunction: Sendable {
    /// What sets a function apart besides its signature; each is independent of the others.
    public struct Traits: OptionSet, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Calculated anew in every recalculation (RAND, NOW).
        public static let volatile = Traits(rawValue: 1)
        /// What it reads is known only once it runs (INDIRECT, OFFSET).
        public static let dynamicReference = Traits(rawValue: 2)
        /// Stored as `_xlfn.NAME` in files ([MS-XLSX] §2.2.2).
        public static let future = Traits(rawValue: 4)
        /// Stored as `_xlfn._xlws.NAME`.
        public static let futureWorksheet = Traits(rawValue: 8)
        /// Evaluated by the calculator itself, because not all of its arguments are evaluated (IF, LET, LAMBDA).
        public static let syntax = Traits(rawValue: 16)
        /// Needs the network, a data model or an add-in; answers Excel's own error for "not available".
        public static let unavailable = Traits(rawValue: 32)
    }

    public let name: String
    /// The parameters' names in order; the last stands for all that follow where `isVariadic`.
    public let parameters: [String]
    public let arity: ClosedRange<Int>
    public let isVariadic: Bool
    public let traits: Traits
    /// Excel's category, from the table the function stands in.
    public internal(set) var category = ""
    /// Whether it gives one value when every argument taken element by element is one.
    public let givesScalar: Bool
    /// How many arguments must come together at the end (2 for SUMIFS' pairs).
    private let restWidth: Int
    /// By position, whether an array is taken element by element; beyond, the last `restWidth` positions repeat.
    private let lifted: [Bool]
    /// Whether any argument is taken as a whole array.
    private let takesWhole: Bool
    /// By position, whether a range of several cells is `#VALUE!`; empty where none is.
    private let refused: [Bool]
    private let body: @Sendable (inout ArgumentCursor) throws(CellError) -> Operand
    /// The function of numbers alone, for a signature of nothing but `Double`: it is called with as many numbers as the
    /// signature has, without operands in between. `nil` for every other signature.
    public private(set) var numeric: (@Sendable (UnsafePointer<Double>) throws(CellError) -> Double)?

    /// Most arguments Excel passes to a function.
    public static let maximumArguments = 255

    /// `signature` is `NAME(first, second)`; the number of parameters must be that of `function` without its context.
    public init<each Parameter: FunctionParameter, Result: FunctionResult>(
        _ signature: String, _ function: @escaping @Sendable (repeat each Parameter) throws(CellError) -> Result,
        _ traits: Traits = []
    ) {
        var lifted: [Bool] = []
        var refused: [Bool] = []
        var required = 0
        var allowed = 0
        var restWidth = 0
        var isNumeric = Result.self == Double.self
        func note<P: FunctionParameter>(_ type: P.Type) {
            isNumeric = isNumeric && P.self == Double.self
            lifted.append(contentsOf: P.liftedPositions)
            refused.append(contentsOf: repeatElement(P.refusesRanges, count: P.width))
            if !P.isOptional { required += P.width }
            allowed += P.width
            if P.isRest { restWidth = P.width }
        }
        repeat note((each Parameter).self)
        self.init(
            signature, arity: required...(restWidth > 0 ? Self.maximumArguments : allowed), restWidth, lifted, refused,
            Result.isScalar, traits
        ) { arguments throws(CellError) in
            try function(repeat try (each Parameter).take(from: &arguments)).operand
        }
        guard isNumeric else { return }
        numeric = { numbers throws(CellError) in
            var position = 0
            // Every parameter is a Double, as `isNumeric` says; the types of a pack cannot be told so.
            func next<P: FunctionParameter>(_ type: P.Type) -> P {
                defer { position += 1 }
                return unsafeBitCast(numbers[position], to: type)
            }
            return unsafeBitCast(try function(repeat next((each Parameter).self)), to: Double.self)
        }
    }

    /// A function that the calculator evaluates itself; it is in the table for its name, arity and documentation.
    public init(syntax signature: String, arity: ClosedRange<Int>, _ traits: Traits = []) {
        let isVariadic = arity.upperBound == Self.maximumArguments
        self.init(signature, arity: arity, isVariadic ? 1 : 0, [false], [], false, traits.union(.syntax)) {
            _ throws(CellError) in
            throw .value
        }
    }

    private init(
        _ signature: String, arity: ClosedRange<Int>, _ restWidth: Int, _ lifted: [Bool], _ refused: [Bool],
        _ givesScalar: Bool, _ traits: Traits,
        body: @escaping @Sendable (inout ArgumentCursor) throws(CellError) -> Operand
    ) {
        let parts = signature.split(whereSeparator: { $0 == "(" || $0 == ")" || $0 == "," || $0 == " " })
        name = String(parts[0])
        parameters = parts.dropFirst().map(String.init)
        self.arity = arity
        isVariadic = arity.upperBound == Self.maximumArguments
        self.restWidth = restWidth
        self.lifted = lifted
        takesWhole = lifted.contains(false)
        self.refused = refused.contains(true) ? refused : []
        self.givesScalar = givesScalar
        self.traits = traits
        self.body = body
    }

    /// Whether an array in this argument position is taken element by element.
    public func isLifted(at position: Int) -> Bool {
        if position < lifted.count { return lifted[position] }
        guard restWidth > 0, lifted.count >= restWidth else { return lifted.last ?? false }
        return lifted[lifted.count - restWidth + (position - lifted.count) % restWidth]
    }

    /// Whether a range of several cells in this argument position is `#VALUE!`.
    public func refusesRanges(at position: Int) -> Bool { position < refused.count && refused[position] }

    /// Whether Excel lets a formula call it with this many arguments.
    public func accepts(_ count: Int) -> Bool {
        guard arity.contains(count) else { return false }
        return restWidth < 2 || (count - arity.lowerBound) % restWidth == 0
    }

    /// Calls the function. Arrays where one value is expected make it run once per element; the results form an array.
    public func call(_ operands: [Operand], _ context: CallContext) -> Operand {
        guard accepts(operands.count) else { return .error(.value) }
        let held = context.meter.held
        defer { context.meter.held = held }
        do throws(CellError) {
            if let prepared = try lift(operands, context) { return try callOverArrays(prepared, context) }
            if takesWhole { try chargeReading(operands, context) }
            var arguments = ArgumentCursor(operands: operands, context: context)
            let result = try body(&arguments)
            if case .matrix = result { try chargeReading([result], context) }
            return result
        } catch {
            return .error(error)
        }
    }
}

extension WorksheetFunction {
    /// The operands with ranges read where they are taken element by element; `nil` when no array is.
    private func lift(_ operands: [Operand], _ context: CallContext) throws(CellError) -> [Operand]? {
        var result: [Operand]?
        for index in operands.indices where isLifted(at: index) {
            switch operands[index] {
            case .matrix(let matrix) where !matrix.isSingle:
                if result == nil { result = operands }
            case .reference(let reference):
                guard let area = reference.single else { throw .value }
                if area.range.isSingleCell { continue }
                if refusesRanges(at: index) { throw .value }
                if result == nil { result = operands }
                result?[index] =
                    context.evaluatesArrays
                    ? .matrix(try Matrix(area, context)) : .scalar(try context.intersect(area))
            default: continue
            }
        }
        return result
    }

    /// What walking once over arrays takes. Functions that do more charge for it themselves.
    private func chargeReading(_ operands: [Operand], _ context: CallContext) throws(CellError) {
        for case .matrix(let matrix) in operands where !matrix.isSingle {
            try context.charge(matrix.elements.count * Self.stepsPerElement)
        }
    }

    /// Steps that an element of an array takes, and a call for one; what a call does more it charges itself.
    private static let stepsPerElement = 4
    private static let stepsPerCall = 32

    private func callOverArrays(_ operands: [Operand], _ context: CallContext) throws(CellError) -> Operand {
        var rows = 1
        var columns = 1
        for index in operands.indices where isLifted(at: index) {
            guard case .matrix(let matrix) = operands[index] else { continue }
            rows = max(rows, matrix.rows)
            columns = max(columns, matrix.columns)
        }
        guard rows * columns <= context.limits.arrayElements else { throw .number }
        let held = context.meter.held
        var elements: [CellValue] = []
        elements.reserveCapacity(rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                // Each element reads the arrays that are taken whole anew.
                context.meter.held = held
                var arguments = ArgumentCursor(operands: operands, row: row, column: column, context: context)
                let element: CellValue
                try context.charge(Self.stepsPerCall)
                do throws(CellError) {
                    element = try body(&arguments).first(context)
                } catch {
                    element = .error(error)
                }
                try context.charge(element: element)
                elements.append(element)
            }
        }
        if rows == 1 && columns == 1 { return .scalar(elements[0]) }
        return .matrix(Matrix(rows: rows, columns: columns, elements: elements))
    }
}

extension CallContext {
    /// The value of an area in the calling cell's own row or column; `#VALUE!` when there is none.
    public func intersect(_ area: Area) throws(CellError) -> CellValue {
        let range = area.range
        let at = cell.address
        if range.isSingleCell { return workbook.value(area.sheet, range.firstRow, range.firstColumn) }
        if range.columnCount == 1, at.row >= range.firstRow, at.row <= range.lastRow {
            return workbook.value(area.sheet, at.row, range.firstColumn)
        }
        if range.rowCount == 1, at.column >= range.firstColumn, at.column <= range.lastColumn {
            return workbook.value(area.sheet, range.firstRow, at.column)
        }
        throw .value
    }
}

extension Operand {
    /// The first value: of an array or range its top-left one.
    public func first(_ context: CallContext) throws(CellError) -> CellValue {
        switch self {
        case .scalar(let value): return value
        case .omitted: return .empty
        case .matrix(let matrix): return matrix.elements[0]
        case .lambda: throw .calculation
        case .reference(let reference):
            let area = reference.areas[0]
            return context.workbook.value(area.sheet, area.range.firstRow, area.range.firstColumn)
        }
    }
}
