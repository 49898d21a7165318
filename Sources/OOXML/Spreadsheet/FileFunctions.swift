// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Formulas

/// What only whoever knows the worksheet functions can say of the formulas that go into a file.
///
///     SpreadsheetFile(bytes, functions: FileFunctions(filePrefix: { FunctionTable.standard.filePrefix(of: $0) }))
public struct FileFunctions: Sendable {
    /// What stands before a function's upper-case name in a file: `_xlfn.`, `_xlfn._xlws.` or nothing.
    public var filePrefix: @Sendable (String) -> String
    /// Whether an upper-case name is a worksheet function, see `FormulaSyntax.isFunction`.
    public var isFunction: (@Sendable (String) -> Bool)?
    /// Whether an argument of a function, counted from zero, is taken as a whole array or range, so that an array there
    /// does not make the function give an array; `nil` for a function nobody knows.
    public var takesArray: @Sendable (_ function: String, _ argument: Int) -> Bool?
    /// Whether a function gives an array or a range by itself.
    public var givesArray: @Sendable (_ function: String) -> Bool

    public init(
        filePrefix: @escaping @Sendable (String) -> String = { FunctionSpellings.prefix(of: $0) },
        isFunction: (@Sendable (String) -> Bool)? = nil,
        takesArray: @escaping @Sendable (String, Int) -> Bool? = { FunctionSpellings.takesArray($0, argument: $1) },
        givesArray: @escaping @Sendable (String) -> Bool = { FunctionSpellings.givesArray($0) }
    ) {
        self.filePrefix = filePrefix
        self.isFunction = isFunction
        self.takesArray = takesArray
        self.givesArray = givesArray
    }

    /// How formulas are spelled in a part.
    var syntax: FormulaSyntax {
        FormulaSyntax(notation: .a1, dialect: .file, filePrefix: filePrefix, isFunction: isFunction)
    }
}
