// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Logical.
enum Logical {}

extension FunctionTable {
    /// Excel's category Logical, a table of registrations.
    static let logical: [WorksheetFunction] = [
        .init("AND(values)", Logical.and),
        .init(syntax: "BYCOL(array, lambda)", arity: 2...2, .future),
        .init(syntax: "BYROW(array, lambda)", arity: 2...2, .future),
        .init("FALSE()", Logical.false),
        .init(syntax: "IF(logicalTest, valueIfTrue, valueIfFalse)", arity: 2...3),
        .init(syntax: "IFERROR(value, valueIfError)", arity: 2...2),
        .init(syntax: "IFNA(value, valueIfNa)", arity: 2...2, .future),
        .init(syntax: "IFS(logicalTest, valueIfTrue)", arity: 2...WorksheetFunction.maximumArguments, .future),
        .init(syntax: "LAMBDA(parameterOrCalculation)", arity: 1...WorksheetFunction.maximumArguments, .future),
        .init(syntax: "LET(name, nameValue, calculation)", arity: 3...WorksheetFunction.maximumArguments, .future),
        .init(syntax: "MAKEARRAY(rows, columns, lambda)", arity: 3...3, .future),
        .init(syntax: "MAP(array, lambda)", arity: 2...WorksheetFunction.maximumArguments, .future),
        .init("NOT(logical)", Logical.not),
        .init("OR(values)", Logical.or),
        .init(syntax: "REDUCE(initialValue, array, lambda)", arity: 3...3, .future),
        .init(syntax: "SCAN(initialValue, array, lambda)", arity: 3...3, .future),
        .init(syntax: "SWITCH(expression, value, result)", arity: 3...WorksheetFunction.maximumArguments, .future),
        .init("TRUE()", Logical.true),
        .init("XOR(values)", Logical.xor, .future),
    ]
}
