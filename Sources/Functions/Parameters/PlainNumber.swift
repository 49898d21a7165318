// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A number for the functions that came to Excel with its Analysis ToolPak (EDATE, QUOTIENT, Engineering, bonds): they
/// do not take a truth value for a number (`#VALUE!`), and a required argument left empty is `#N/A`.
public struct PlainNumber: FunctionParameter {
    public let value: Double

    public static var isLifted: Bool { true }
    public static var refusesRanges: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> PlainNumber {
        guard !arguments.isAtOmitted else { throw .notAvailable }
        let scalar = try arguments.scalar()
        if case .boolean = scalar { throw .value }
        return PlainNumber(value: try Coercion.number(scalar, arguments.context.workbook.dateSystem))
    }

    /// The number cut towards zero; `#NUM!` where it does not fit.
    public func whole() throws(CellError) -> Int {
        guard value.magnitude < 0x1p53 else { throw .number }
        return Int(value)
    }
}

/// A date of DATEDIF, which takes no truth value for one (`#VALUE!`).
struct DateArgument: FunctionParameter {
    let value: Double

    static var isLifted: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> DateArgument {
        let scalar = try arguments.scalar()
        if case .boolean = scalar { throw .value }
        return DateArgument(value: try Coercion.number(scalar, arguments.context.workbook.dateSystem))
    }
}
