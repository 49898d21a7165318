// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension CellValue: FunctionParameter {
    public static var isLifted: Bool { true }

    /// Any value, errors included, as they are.
    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> CellValue {
        try arguments.scalar()
    }
}

extension Double: FunctionParameter {
    public static var isLifted: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Double {
        try Coercion.number(arguments.scalar(), arguments.context.workbook.dateSystem)
    }
}

extension Int: FunctionParameter {
    public static var isLifted: Bool { true }

    /// A number cut towards zero, as Excel does with digits, positions and counts; `#NUM!` beyond ±2^53.
    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Int {
        try Coercion.whole(Double.take(from: &arguments))
    }
}

extension Bool: FunctionParameter {
    public static var isLifted: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Bool {
        try Coercion.boolean(arguments.scalar())
    }
}

extension String: FunctionParameter {
    public static var isLifted: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> String {
        let text = try Coercion.text(arguments.scalar())
        let bytes = text.utf8.count
        // What functions do with a short text is part of calling them.
        if bytes > 64 { try arguments.context.charge(3 * bytes) }
        return text
    }
}

extension Optional: FunctionParameter where Wrapped: FunctionParameter {
    public static var isLifted: Bool { Wrapped.isLifted }
    public static var refusesRanges: Bool { Wrapped.refusesRanges }
    public static var isOptional: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Wrapped? {
        arguments.isAtEnd ? nil : try Wrapped.take(from: &arguments)
    }
}

/// An argument for which leaving it empty means the same as not giving it (`XLOOKUP(a,b,c,,0)`).
public struct Skippable<Wrapped: FunctionParameter>: FunctionParameter {
    public let value: Wrapped?

    public static var isLifted: Bool { Wrapped.isLifted }
    public static var refusesRanges: Bool { Wrapped.refusesRanges }
    public static var isOptional: Bool { true }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Skippable {
        if arguments.isAtEnd { return Skippable(value: nil) }
        if arguments.isAtOmitted {
            _ = arguments.operand()
            return Skippable(value: nil)
        }
        return Skippable(value: try Wrapped.take(from: &arguments))
    }
}
