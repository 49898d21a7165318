// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Changes the comment of a name or whether users see it.
public struct UpdateName: Command {
    public static let name = "name.update"

    public var itemName: String
    /// The sheet it belongs to, `nil` for the workbook.
    public var scope: SheetID?
    public var visible: Bool?
    public var comment: String?

    public init(name: String, scope: SheetID? = nil, visible: Bool? = nil, comment: String? = nil) {
        itemName = name
        self.scope = scope
        self.visible = visible
        self.comment = comment
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        let index = try workbook.position(ofName: itemName, scope: scope)
        if let comment {
            guard comment.utf16.count <= 255 else { throw .invalidArgument("A comment has at most 255 characters.") }
            workbook.names[index].comment = comment
        }
        if let visible { workbook.names[index].isHidden = !visible }
        return Change()
    }
}
