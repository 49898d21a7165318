// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// One or more arguments of one kind, to the end of the call.
public struct Rest<Element: FunctionParameter>: FunctionParameter {
    public let elements: [Element]

    public static var isLifted: Bool { Element.isLifted }
    public static var isRest: Bool { true }
    public static var width: Int { Element.width }
    public static var liftedPositions: [Bool] { Element.liftedPositions }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Rest {
        var elements: [Element] = []
        while !arguments.isAtEnd { elements.append(try Element.take(from: &arguments)) }
        return Rest(elements: elements)
    }
}

/// Two arguments that belong together, as the range and criterion pairs of SUMIFS.
public struct Pair<First: FunctionParameter, Second: FunctionParameter>: FunctionParameter {
    public let first: First
    public let second: Second

    public static var isLifted: Bool { false }
    public static var width: Int { First.width + Second.width }
    public static var liftedPositions: [Bool] { First.liftedPositions + Second.liftedPositions }

    public static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Pair {
        let first = try First.take(from: &arguments)
        return Pair(first: first, second: try Second.take(from: &arguments))
    }
}
