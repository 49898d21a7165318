// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Calculates the workbook, also one that calculates by hand.
public struct CalculateWorkbook: Command {
    public enum CalculationType: String, Codable, Sendable {
        /// What changed since the last calculation, and what is volatile.
        case recalculate = "Recalculate"
        /// Every formula.
        case full = "Full"
        /// Every formula, with the dependencies found anew.
        case fullRebuild = "FullRebuild"
    }

    public static let name = "workbook.calculate"

    public var calculationType: CalculationType

    public init(_ calculationType: CalculationType) { self.calculationType = calculationType }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        var change = Change()
        change.calculatesDeferred = true
        change.calculatesEverything = calculationType != .recalculate
        change.isStructural = calculationType == .fullRebuild
        return change
    }
}
