// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Counts what one formula after the other takes, so that none runs for ever or eats all memory: loops whose length a
/// formula decides charge for what they are about to do, and one that asks for more than it may ends with `#NUM!`, as
/// Excel does when it runs out of resources.
///
/// A step is about what adding one cell to a sum takes, a few nanoseconds. What is charged depends on the formula and
/// its data alone and not on the clock, so that replaying a journal gives the same values.
public final class WorkMeter {
    private let limits: FunctionLimits
    /// Told of the work from time to time; answers whether the calculation may go on.
    private let report: (_ steps: Int) -> Bool
    /// The cell whose formula is charged.
    private var cell: CallContext.Cell?
    private var steps = 0
    private var textBytes = 0
    private var unreported = 0
    /// Elements of arrays that are at hand at once; who adds to them takes them off again.
    public var held = 0
    /// Whether the calculation as a whole was stopped: what formulas give from then on is void.
    public private(set) var isStopped = false

    /// How many steps pass between two reports: some milliseconds.
    private static let reportInterval = 1 << 20

    public init(limits: FunctionLimits, report: @escaping (_ steps: Int) -> Bool = { _ in true }) {
        self.limits = limits
        self.report = report
    }

    /// Begins the formula of the next cell, or the same one again.
    public func begin() {
        cell = nil
        held = 0
    }

    /// Counts steps that the formula of a cell is about to take; `#NUM!` when they are more than it has left.
    func charge(_ count: Int, _ calling: CallContext.Cell) throws(CellError) {
        follow(calling)
        steps += count
        unreported += count
        if unreported >= Self.reportInterval { settle() }
        guard steps <= limits.steps, !isStopped else { throw .number }
    }

    /// Counts bytes of texts that an array is about to hold.
    func charge(textBytes count: Int, _ calling: CallContext.Cell) throws(CellError) {
        follow(calling)
        textBytes += count
        guard textBytes <= limits.arrayTextBytes else { throw .number }
    }

    /// Counts elements of an array that stay in memory until `held` is set back.
    func hold(_ count: Int) throws(CellError) {
        held += count
        guard held <= limits.heldElements else { throw .number }
    }

    /// Ends the formula: whatever it charges from here on is too much.
    func exhaust(_ calling: CallContext.Cell) {
        follow(calling)
        steps = limits.steps
    }

    /// Counts steps of plain formulas, which need no bound of their own.
    public func note(_ count: Int) {
        unreported += count
        if unreported >= Self.reportInterval { settle() }
    }

    /// Reports what is left over at the end.
    public func settle() {
        isStopped = !report(unreported) || isStopped
        unreported = 0
    }

    private func follow(_ calling: CallContext.Cell) {
        if cell == calling { return }
        cell = calling
        (steps, textBytes) = (0, 0)
    }
}

extension CallContext {
    /// Counts steps that the calling formula is about to take; `#NUM!` when they are more than it may take.
    public func charge(_ steps: Int) throws(CellError) { try meter.charge(steps, cell) }

    /// Lets the calling formula end: it went too deep, and would go there again and again.
    public func giveUp() { meter.exhaust(cell) }

    /// The same for a product of sizes, which may be beyond every integer.
    public func charge(_ steps: Double) throws(CellError) {
        try meter.charge(Int(min(steps, 0x1p60)), cell)
    }

    /// Counts what sorting takes, by a number of keys.
    func chargeSorting(_ count: Int, keys: Int = 1) throws(CellError) {
        try charge(count * (Int.bitWidth - count.leadingZeroBitCount) * keys * 4)
    }

    /// Counts a text that becomes an element of an array. Short ones are part of what an element takes.
    public func charge(element: CellValue) throws(CellError) {
        if case .text(let text) = element, text.utf8.count > 15 {
            try meter.charge(textBytes: text.utf8.count, cell)
        }
    }

    /// Counts an array that stays in memory while others are made; whoever calls sets `meter.held` back.
    public func hold(_ operand: Operand) throws(CellError) {
        if case .matrix(let matrix) = operand { try meter.hold(matrix.elements.count) }
    }
}
