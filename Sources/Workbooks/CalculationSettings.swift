// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// When and how the workbook calculates. ECMA-376-1 §18.2.2 (`calcPr`).
public struct CalculationSettings: Sendable, Hashable {
    public enum Mode: String, Sendable, Codable {
        case automatic, automaticExceptTables, manual
    }

    public var mode = Mode.automatic
    /// Calculate everything once after loading.
    public var calculatesOnLoad = false
    public var isIterative = false
    public var maximumIterations = 100
    /// Iteration ends when no value changes by more.
    public var maximumChange = 0.001
    /// Results are rounded as their number format shows them ("precision as displayed").
    public var usesDisplayedPrecision = false

    public init() {}
}
