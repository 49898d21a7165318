// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// An optional argument of the functions that came with Excel's Analysis ToolPak (WEEKNUM, DISC, …), which take no
/// truth value where they want a number: `#VALUE!`. Their required ones are `PlainNumber`.
public struct Strict<Wrapped: FunctionParameter>: FunctionParameter {
    public let value: Wrapped

    public static var isLifted: Bool { Wrapped.isLifted }
    public static var isOptional: Bool { Wrapped.isOptional }
    public static var refusesRanges: Bool { true }
    public static var width: Int { Wrapped.width }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Strict {
        if !arguments.isAtEnd {
            var ahead = arguments
            if case .boolean = try ahead.scalar() { throw .value }
        }
        return Strict(value: try Wrapped.take(from: &arguments))
    }
}
