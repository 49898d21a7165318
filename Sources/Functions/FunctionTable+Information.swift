// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Information.
enum Information {}

extension FunctionTable {
    /// Excel's category Information, a table of registrations.
    static let information: [WorksheetFunction] = [
        .init("CELL(infoType, reference)", Information.cell, .volatile),
        .init("ERROR.TYPE(errorVal)", Information.errorType),
        .init("INFO(typeText)", Information.info, .volatile),
        .init("ISBLANK(value)", Information.isBlank),
        .init("ISERR(value)", Information.isErr),
        .init("ISERROR(value)", Information.isError),
        .init("ISEVEN(number)", Information.isEven),
        .init("ISFORMULA(reference)", Information.isFormula, .future),
        .init("ISLOGICAL(value)", Information.isLogical),
        .init("ISNA(value)", Information.isNA),
        .init("ISNONTEXT(value)", Information.isNonText),
        .init("ISNUMBER(value)", Information.isNumber),
        .init("ISODD(number)", Information.isOdd),
        .init(syntax: "ISOMITTED(argument)", arity: 1...1, .future),
        .init("ISREF(value)", Information.isRef),
        .init("ISTEXT(value)", Information.isText),
        .init("N(value)", Information.n),
        .init("NA()", Information.na),
        .init("SHEET(value)", Information.sheet, .future),
        .init("SHEETS(reference)", Information.sheets, .future),
        .init("TYPE(value)", Information.type),
    ]
}
