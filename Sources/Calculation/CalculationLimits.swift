// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Functions

/// Bounds on what a calculation takes and keeps besides the workbook.
public struct CalculationLimits: Sendable {
    /// What the formula of one cell may take; beyond, its result is an error.
    public var formula = FunctionLimits()
    /// Steps (see `WorkMeter`) that the formulas of one calculation may take together; beyond, it ends with
    /// `requestAborted` and changes nothing.
    public var steps = 1 << 32
    /// Bytes of long texts (from 1,024 on) that one calculation may write into cells; beyond, it ends likewise.
    public var textBytes = 1 << 28
    /// Cells that arrays may fill in one calculation beside those that they filled before; beyond, it ends likewise.
    public var spilledCells = 1 << 23
    /// Bytes of all the indexes of a workbook; beyond, lookups scan.
    public var indexBytes = 256 << 20

    public init() {}
}
