// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// What a path below `workbook` arrives at, found in one state of the workbook.
enum Resource: Sendable {
    case workbook
    case application
    case functions
    case function(String)
    case operations
    case worksheets
    case worksheet(SheetID)
    case worksheetProtection(SheetID)
    case range(Area)
    case rangeSort(Area)
    /// Tables of one sheet, or of the whole workbook.
    case tables(SheetID?)
    case table(TableReference)
    case tableSort(TableReference)
    case tableRows(TableReference)
    /// - index: zero-based position among the body rows.
    case tableRow(TableReference, index: Int)
    case tableColumns(TableReference)
    /// - id: the column's own number, not its position.
    case tableColumn(TableReference, id: Int)
    /// Names of one sheet, or of the workbook.
    case names(SheetID?)
    case namedItem(NameReference)
}

/// A table by what stays the same when it is renamed or moved.
struct TableReference: Sendable, Hashable {
    var sheet: SheetID
    /// `Table.id`
    var id: Int
}

/// A defined name; names are unique in their scope.
struct NameReference: Sendable, Hashable {
    var scope: SheetID?
    var name: String
}
