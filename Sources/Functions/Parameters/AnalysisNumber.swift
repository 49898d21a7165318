// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A number as the functions of the former Analysis ToolPak want it (GCD, ISEVEN, QUOTIENT, SQRTPI): a boolean is
/// `#VALUE!`, everything else is as for `Double`.
public struct AnalysisNumber: FunctionParameter {
    public let value: Double

    public static var isLifted: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> AnalysisNumber {
        let value = try arguments.scalar()
        if case .boolean = value { throw .value }
        return AnalysisNumber(value: try Coercion.number(value, arguments.context.workbook.dateSystem))
    }
}
