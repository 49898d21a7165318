// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// In which of Excel's spellings a formula is read or written.
public struct FormulaSyntax: Sendable {
    public enum Notation: Sendable, Hashable {
        /// `$A1`
        case a1
        /// `R[-1]C1`
        case r1c1
    }

    public enum Dialect: Sendable, Hashable {
        /// What people type and Graph shows.
        case user
        /// What an xlsx part holds: `_xlfn.` and `_xlpm.` prefixes, `SINGLE()` and `ANCHORARRAY()` for `@` and `#`,
        /// table references with their table's name and `[#This Row]` ([MS-XLSX] §2.2.2).
        case file
    }

    public var notation: Notation
    public var dialect: Dialect
    /// What stands before a function's upper-case name in a file: `_xlfn.`, `_xlfn._xlws.` or nothing.
    public var filePrefix: @Sendable (String) -> String
    /// Whether an upper-case name is a worksheet function. Where it is not, `Rate(2)` is the call of a defined name and
    /// keeps its spelling. Without it every name before a parenthesis that is not a variable counts as a function.
    public var isFunction: (@Sendable (String) -> Bool)?
    public var limits: FormulaLimits

    public init(
        notation: Notation = .a1, dialect: Dialect = .user,
        filePrefix: @escaping @Sendable (String) -> String = { _ in "" },
        isFunction: (@Sendable (String) -> Bool)? = nil, limits: FormulaLimits? = nil
    ) {
        self.notation = notation
        self.dialect = dialect
        self.filePrefix = filePrefix
        self.isFunction = isFunction
        self.limits = limits ?? (dialect == .user ? .typed : .stored)
    }
}

/// How large a formula may be; what goes beyond is an error, never a crash.
public struct FormulaLimits: Sendable, Hashable {
    /// UTF-16 units, as Excel counts.
    public var length: Int
    /// Levels of nesting; Excel's own limit for functions is 64.
    public var depth: Int
    /// Operators in one formula, which bounds the height of a tree such as that of `1+1+1…`.
    public var operators: Int

    public init(length: Int, depth: Int = 256, operators: Int = 4096) {
        self.length = length
        self.depth = depth
        self.operators = operators
    }

    /// Excel's limit for what is typed (Excel specifications and limits).
    public static let typed = FormulaLimits(length: 8192)
    /// For formulas of files, where prefixes make the text longer than what Excel shows.
    public static let stored = FormulaLimits(length: 16384)
}
