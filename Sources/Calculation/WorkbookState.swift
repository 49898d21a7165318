// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Workbooks

/// A workbook together with its dependency graph: what a session holds, forks and publishes. A value; a copy is a fork.
public struct WorkbookState: Sendable {
    public var workbook: Workbook
    public internal(set) var graph: DependencyGraph
    /// Indexes over columns and rows that calculations made.
    var indexes: LineIndexes
    /// What changed since the last calculation of a workbook that calculates by hand.
    var deferred = Change()
    /// What each calculation may take.
    public let limits: CalculationLimits

    /// Builds the graph; nothing is calculated: results are those the workbook holds.
    public init(_ workbook: Workbook, limits: CalculationLimits = CalculationLimits()) {
        self.workbook = workbook
        self.limits = limits
        indexes = LineIndexes(limits: limits)
        self.workbook.functions = .standard
        graph = DependencyGraph(workbook)
    }
}

/// What a recalculation depends on besides the workbook: written to the journal, so that replaying gives the same
/// values.
public struct EvaluationInputs: Sendable, Codable, Hashable {
    /// Local date and time in days since 1899-12-30, the 1900 system's zero; converted for 1904 workbooks.
    public var now: Double
    /// Seed of RAND and its kin.
    public var seed: UInt64

    public init(now: Double, seed: UInt64) {
        self.now = now
        self.seed = seed
    }
}

extension Evaluator {
    /// The indexes move into the evaluator and back like the workbook, so that they are owned once.
    func takeIndexes(of state: inout WorkbookState) {
        state.indexes.begin()
        shelf.exchange(&state.indexes)
    }

    func returnIndexes(to state: inout WorkbookState) {
        shelf.exchange(&state.indexes)
        state.indexes.sweep { sheet in position(sheet).map { workbook.sheets[$0].values } }
    }
}
