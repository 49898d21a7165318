// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// The numbers written in the formulas of a run, so that formulas which differ in nothing else share one program.
///
/// Either all cells of the run have the same, which then are shared with every run of the formula, or each has its own.
final class Literals: @unchecked Sendable {
    /// Row by row; never written after `init`, plain memory like a program's nodes.
    let numbers: UnsafePointer<Double>
    /// How far apart the numbers of two rows lie: 0 when all rows have the same.
    let stride: Int

    static let none = Literals([], stride: 0)

    init(_ numbers: [Double], stride: Int) {
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: max(numbers.count, 1))
        numbers.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { memory.initialize(from: base, count: source.count) }
        }
        self.numbers = UnsafePointer(memory)
        self.stride = stride
    }

    deinit { numbers.deallocate() }
}

/// Programs by formula and sheet, so that every run of a formula shares one, and so do formulas of one shape.
struct ProgramCache {
    /// A formula's program with the numbers it is to run with.
    struct Bound {
        let program: Program
        let numbers: [Double]
        let literals: Literals
    }

    /// What a program depends on besides the numbers that cells bring along.
    private struct Shape: Hashable {
        let sheet: SheetID
        let template: FormulaTemplate

        static func == (left: Shape, right: Shape) -> Bool {
            guard left.sheet == right.sheet, left.template.kind == right.template.kind else { return false }
            var numbers: [Double] = []
            return left.template.shape.appendNumbers(ifShapedLike: right.template.shape, to: &numbers)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(sheet)
            hasher.combine(template.shapeHash)
        }
    }

    let workbook: Workbook
    private var bound: [UInt64: Bound] = [:]
    private var shapes: [Shape: Program] = [:]

    init(workbook: Workbook) { self.workbook = workbook }

    /// `nil` for a formula that could not be parsed: it keeps its cached value.
    mutating func program(of formula: UInt32, on sheet: SheetID, at origin: CellAddress) -> Bound? {
        let key = UInt64(sheet.rawValue) << 32 | UInt64(formula)
        if let known = bound[key] { return known }
        let template = workbook.formulas[formula]
        guard template.unparsedText == nil else { return nil }
        let numbers = template.numbers
        let program = shaped(template, numbers, on: sheet, at: origin)
        let isShared = program.literalCount > 0
        let result = Bound(
            program: program, numbers: isShared ? numbers : [],
            literals: isShared ? Literals(numbers, stride: 0) : .none)
        if !program.dependsOnPlace { bound[key] = result }
        return result
    }

    /// Whether a formula is the one of `bound` but for its numbers, which are appended then.
    func appendNumbers(of formula: UInt32, ifLike other: UInt32, _ bound: Bound, to numbers: inout [Double]) -> Bool {
        bound.program.literalCount > 0
            && workbook.formulas.appendNumbers(of: formula, ifShapedLike: other, to: &numbers)
    }

    /// The program that formulas of one shape share; one of its own where the numbers cannot be told apart from it.
    private mutating func shaped(
        _ template: FormulaTemplate, _ numbers: [Double], on sheet: SheetID, at origin: CellAddress
    ) -> Program {
        let shape = Shape(sheet: sheet, template: template)
        if !numbers.isEmpty, let known = shapes[shape] { return known }
        var binder = Binder(workbook, sheet: sheet, origin: origin, kind: template.kind)
        binder.literals = []
        let root = binder.bindFormula(template.expression)
        // Arguments that a function does not take are not bound, nor are their numbers.
        guard binder.literals?.map(\.bitPattern) == numbers.map(\.bitPattern) else {
            return Binder.program(template, in: workbook, sheet: sheet, origin: origin)
        }
        let program = binder.finish(root)
        if !numbers.isEmpty, !program.dependsOnPlace { shapes[shape] = program }
        return program
    }
}
