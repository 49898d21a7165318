// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import Formulas

/// A defined name: a formula that other formulas use by name. ECMA-376-1 §18.2.5.
public struct DefinedName: Sendable, Hashable {
    public var name: String
    /// The sheet it belongs to, `nil` for the workbook.
    public var scope: SheetID?
    /// Relative references are offsets from the cell that uses the name; `nil` when the text could not be parsed.
    public var expression: Expression?
    /// The text as read, kept for a name that could not be parsed.
    public var text: String
    public var comment: String
    public var isHidden: Bool

    public init(
        name: String, scope: SheetID? = nil, expression: Expression?, text: String, comment: String = "",
        isHidden: Bool = false
    ) {
        self.name = name
        self.scope = scope
        self.expression = expression
        self.text = text
        self.comment = comment
        self.isHidden = isHidden
    }

    /// Whether Excel itself keeps it (`_xlnm.Print_Area`).
    public var isBuiltIn: Bool { name.lowercased().hasPrefix("_xlnm.") }
}
