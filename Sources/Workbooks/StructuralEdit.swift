// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// An edit that moves or renames what references mean, kept in order so that what a file holds beside the cells can
/// follow when it is saved.
public enum StructuralEdit: Sendable, Hashable {
    case shift(Shift, SheetID)
    case rename(SheetID, from: String, to: String)
    case removeSheet(SheetID, name: String)
    case addSheet(SheetID)
    /// The data rows of a table, where they are after all shifts, became others: what held them all holds these.
    case growData(SheetID, from: CellRange, to: CellRange)
    /// Lines of a range were put into another order: what hangs on a cell goes with it, references stay.
    case reorder(LineMove, SheetID)
    case renameTable(from: String, to: String)
    case renameTableColumn(table: String, from: String, to: String)
}
