// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// A number as the functions of the former Analysis ToolPak want it (GCD, ISEVEN, QUOTIENT, SQRTPI): a boolean is
/// `#VALUE!`, an argument left empty `#N/A`, everything else is as for `Double`.
public struct AnalysisNumber: FunctionParameter {
    public let value: Double

    public static var isLifted: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> AnalysisNumber {
        if arguments.isAtOmitted { throw .notAvailable }
        let value = try arguments.scalar()
        if case .boolean = value { throw .value }
        return AnalysisNumber(value: try Coercion.number(value, arguments.context.workbook.dateSystem))
    }
}

/// The numbers of GCD, LCM and MULTINOMIAL: also in ranges and arrays a text must read as a number, and a boolean is
/// `#VALUE!`. Blank cells are passed over.
struct AnalysisNumbers: NumberSource {
    let values: Rest<Values>

    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        for element in values.elements {
            let dateSystem = element.context.workbook.dateSystem
            try element.forEach { value, _ throws(CellError) in
                if case .boolean = value { throw .value }
                try body(Coercion.number(value, dateSystem))
            }
        }
    }
}
