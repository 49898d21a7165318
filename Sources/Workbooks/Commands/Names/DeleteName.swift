// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Removes a name; formulas that use it get `#NAME?`.
public struct DeleteName: Command {
    public static let name = "name.delete"

    public var itemName: String
    /// The sheet it belongs to, `nil` for the workbook.
    public var scope: SheetID?

    public init(name: String, scope: SheetID? = nil) {
        itemName = name
        self.scope = scope
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let index = try workbook.position(ofName: itemName, scope: scope)
        let change = workbook.nameChange(itemName)
        workbook.names.remove(at: index)
        return change
    }
}
