// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// What a command did to a workbook, as far as calculation needs to know.
public struct Change: Sendable {
    /// Cells whose constant value changed.
    public var values: [Area] = []
    /// Cells whose formula was set, replaced or removed.
    public var formulas: [Area] = []
    /// Rows hidden or shown, formats changed: seen by SUBTOTAL, CELL and their kin only.
    public var formats: [Area] = []
    /// Sheets, names or tables changed, or cells moved: the dependency graph is built anew.
    public var isStructural = false
    /// Calculate every formula, dirty or not.
    public var calculatesEverything = false
    /// Calculate what waits in a workbook that calculates by hand.
    public var calculatesDeferred = false

    public init() {}

    public static func values(_ area: Area) -> Change {
        var change = Change()
        change.values = [area]
        return change
    }

    public static var structural: Change {
        var change = Change()
        change.isStructural = true
        return change
    }
}

extension Change {
    /// Adds what another change did after this one.
    public static func += (change: inout Change, other: Change) {
        change.values += other.values
        change.formulas += other.formulas
        change.formats += other.formats
        change.isStructural = change.isStructural || other.isStructural
        change.calculatesEverything = change.calculatesEverything || other.calculatesEverything
        change.calculatesDeferred = change.calculatesDeferred || other.calculatesDeferred
    }
}
