// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension FunctionTable {
    /// Excel's category Logical.
    static let logical: [WorksheetFunction] = [
        .init(syntax: "IF(logicalTest, valueIfTrue, valueIfFalse)", arity: 2...3),
        .init(syntax: "IFERROR(value, valueIfError)", arity: 2...2),
        .init("NOT(logical)", Logical.not),
    ]
}

/// Excel's category Logical.
enum Logical {
    /// `NOT`: the opposite truth value. ECMA-376-1 §18.17.7.
    static func not(_ logical: Bool) -> Bool { !logical }
}
