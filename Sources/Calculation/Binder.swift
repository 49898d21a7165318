// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import Workbooks

/// Turns an expression into a program for one sheet.
struct Binder {
    let workbook: Workbook
    let sheet: SheetID
    /// The cell for which structured references to "this row" and the table around are resolved.
    let origin: CellAddress
    let kind: FormulaTemplate.Kind
    let table: FunctionTable

    var nodes: [Node] = []
    var children: [Int32] = []
    var texts: [CellText] = []
    var matrices: [Matrix] = []
    var references: [BoundReference] = []
    var traits: WorksheetFunction.Traits = []
    var callsUnknownFunction = false
    var readsFormats = false
    var dependsOnPlace = false
    var readsElsewhere = false
    var slotCount = 0
    /// The numbers written in the formula itself, in order, when cells are to bring them along; `nil` when they are
    /// part of the program.
    var literals: [Double]?
    /// LET variables and LAMBDA parameters in scope, innermost last.
    var scope: [(name: String, slot: Int32)] = []
    /// Whether an argument is being bound that its function takes as an array in every formula.
    var readsArrays = false
    /// Names being bound, outermost first, to notice one that uses itself.
    var openNames: [String] = []
    /// Names that are bound: one that is used again is the same nodes again.
    var boundNames: [BoundName: (node: Int32, weight: Int)] = [:]
    /// Whether a name that is open was met again.
    var usesItself = false
    /// How many nodes the program would have if none were used again.
    private(set) var weight = 0

    init(
        _ workbook: Workbook, sheet: SheetID, origin: CellAddress, kind: FormulaTemplate.Kind,
        table: FunctionTable = .standard
    ) {
        self.workbook = workbook
        self.sheet = sheet
        self.origin = origin
        self.kind = kind
        self.table = table
    }

    /// Binds a whole formula.
    static func program(
        _ template: FormulaTemplate, in workbook: Workbook, sheet: SheetID, origin: CellAddress
    ) -> Program {
        var binder = Binder(workbook, sheet: sheet, origin: origin, kind: template.kind)
        let root = binder.bindFormula(template.expression)
        return binder.finish(root)
    }

    /// Binds the expression of a whole formula, in which the last operation is known.
    mutating func bindFormula(_ expression: Expression) -> Int32 {
        let root = bind(expression)
        switch nodes[Int(root)].operation {
        case .add where expression.endsWithOperator: nodes[Int(root)].operation = .addLast
        case .subtract where expression.endsWithOperator: nodes[Int(root)].operation = .subtractLast
        default: break
        }
        return root
    }

    func finish(_ root: Int32) -> Program {
        Program(
            nodes: nodes, root: root, children: children, texts: texts, matrices: matrices, references: references,
            slotCount: slotCount, literalCount: literals?.count ?? 0, traits: traits,
            callsUnknownFunction: callsUnknownFunction,
            readsFormats: readsFormats,
            dependsOnPlace: dependsOnPlace, readsElsewhere: readsElsewhere
        )
    }

    mutating func add(_ node: Node) -> Int32 {
        weight += 1
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    mutating func addError(_ error: CellError) -> Int32 {
        add(Node(operation: .error, isScalar: true, first: Int32(error.rawValue)))
    }

    mutating func addText(_ text: String) -> Int32 {
        texts.append(CellText(text))
        return add(Node(operation: .text, isScalar: true, first: Int32(texts.count - 1)))
    }

    func isScalar(_ node: Int32) -> Bool { nodes[Int(node)].isScalar }

    /// The nodes of a name that was bound before.
    mutating func reuse(_ known: (node: Int32, weight: Int)) -> Int32 {
        weight += known.weight
        return weight < maximum ? known.node : addError(.number)
    }

    /// How heavy the program may become.
    private var maximum: Int { usesItself ? Self.maximumRecursiveWeight : Self.maximumWeight }

    /// What a formula may come to with the names in it put in place: names that use others twice double at each step.
    private static let maximumWeight = 1 << 18
    /// The same where a name uses itself: all of it may be evaluated at each depth.
    static let maximumRecursiveWeight = 1 << 12
    /// How many names may be open at once, which bounds the height of a program as the parser's limits do for one text.
    static let maximumOpenNames = 64

    mutating func bind(_ expression: Expression) -> Int32 {
        guard weight < maximum else { return addError(.number) }
        switch expression {
        case .number(let number): return bind(number)
        case .text(let text): return addText(text)
        case .boolean(let boolean):
            return add(Node(operation: .boolean, isScalar: true, first: boolean ? 1 : 0))
        case .error(let error): return addError(error)
        case .missing: return add(Node(operation: .missing, isScalar: true))
        case .array(let constant): return bind(constant)
        case .reference(let reference): return bind(reference)
        case .name(let name): return bind(name)
        case .structured(let reference): return bind(reference)
        case .unary(let sign, let operand): return bind(sign, operand)
        case .binary(let sign, let left, let right): return bind(sign, left, right)
        case .call(let name, let arguments): return bindCall(name, arguments)
        case .invoke(let callee, let arguments): return bindInvoke(callee, arguments)
        case .parenthesized(let inner): return bind(inner)
        case .spaced(_, let inner, _): return bind(inner)
        }
    }

    /// A number is part of the program inside a name, which all formulas that use it share.
    private mutating func bind(_ number: Double) -> Int32 {
        guard let place = literals?.count, openNames.isEmpty else {
            return add(Node(operation: .number, isScalar: true, number: number))
        }
        literals?.append(number)
        return add(Node(operation: .literal, isScalar: true, first: Int32(place)))
    }

    private mutating func bind(_ constant: ArrayConstant) -> Int32 {
        matrices.append(Matrix(rows: constant.rows, columns: constant.columns, elements: constant.elements))
        return add(Node(operation: .matrix, isScalar: false, first: Int32(matrices.count - 1)))
    }

    private mutating func bind(_ sign: UnaryOperator, _ operand: Expression) -> Int32 {
        let child = bind(operand)
        let operation: Node.Operation
        switch sign {
        case .plus: operation = .plus
        case .minus: operation = .negate
        case .percent: operation = .percent
        case .implicitIntersection: return add(Node(operation: .intersect, isScalar: true, first: child))
        case .spill: return add(Node(operation: .spill, isScalar: false, first: child))
        }
        return add(
            Node(operation: operation, isScalar: isScalar(child), first: readsArrays ? child : intersected(child)))
    }

    private mutating func bind(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Int32 {
        var first = bind(left)
        var second = bind(right)
        let operation = Node.Operation(sign)
        if sign == .range || sign == .intersection || sign == .union {
            return add(Node(operation: operation, isScalar: false, first: first, second: second))
        }
        if !readsArrays {
            first = intersected(first)
            second = intersected(second)
        }
        let isScalar = isScalar(first) && isScalar(second)
        return add(Node(operation: operation, isScalar: isScalar, first: first, second: second))
    }

    /// Where one value is wanted, a formula of the old kind takes the one in its own row or column of a range; within
    /// an argument read as an array it takes them all.
    mutating func intersected(_ node: Int32) -> Int32 {
        guard kind == .implicit else { return node }
        switch nodes[Int(node)].operation {
        case .area, .areas, .rangeOperator, .intersection, .union, .spill:
            // `+` makes an array of the range's values.
            return readsArrays
                ? add(Node(operation: .plus, isScalar: false, first: node))
                : add(Node(operation: .intersect, isScalar: true, first: node))
        case .if, .choose:
            // These pass arrays on where arrays are wanted, as in SUM(IF(…)), and one value where that is wanted.
            return readsArrays || isScalar(node) ? node : add(Node(operation: .intersect, isScalar: true, first: node))
        default: return node
        }
    }
}

/// A name as it is bound: what it means depends on the place.
struct BoundName: Hashable {
    let name: String
    let sheet: SheetID?
}

extension Expression {
    /// Whether an operator between two operands, outside of parentheses and names, is calculated last.
    fileprivate var endsWithOperator: Bool {
        switch self {
        case .binary: true
        case .spaced(_, let inner, _): inner.endsWithOperator
        default: false
        }
    }
}

extension Node.Operation {
    init(_ sign: BinaryOperator) {
        switch sign {
        case .range: self = .rangeOperator
        case .intersection: self = .intersection
        case .union: self = .union
        case .power: self = .power
        case .multiply: self = .multiply
        case .divide: self = .divide
        case .add: self = .add
        case .subtract: self = .subtract
        case .concatenate: self = .concatenate
        case .equal: self = .equal
        case .notEqual: self = .notEqual
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        }
    }
}
