// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// One or more rectangles: what a reference expression or `INDEX`, `OFFSET`, `INDIRECT` gives. Never empty.
public struct Reference: Sendable, Hashable {
    public var areas: [Area]

    public init(_ area: Area) { areas = [area] }

    public init?(areas: [Area]) {
        guard !areas.isEmpty else { return nil }
        self.areas = areas
    }

    /// The single rectangle, `nil` for a union or a 3-D reference.
    public var single: Area? { areas.count == 1 ? areas[0] : nil }
}

/// Something that can be called with arguments: a LAMBDA, or a function passed by its name (`BYROW(A1:B9,SUM)`).
public protocol Callable: Sendable {
    /// How many arguments it takes.
    var arity: ClosedRange<Int> { get }
    /// The name of a function that was passed by it; `nil` for a LAMBDA.
    var name: String? { get }
    func call(_ arguments: [Operand], _ context: CallContext) -> Operand
}

extension Callable {
    public var name: String? { nil }
}

/// What flows between formula operations: a value, an array, a reference not yet read, or a function.
public enum Operand: Sendable {
    case scalar(CellValue)
    case matrix(Matrix)
    case reference(Reference)
    case lambda(any Callable)
    /// An argument that was left empty (`IF(A1,,2)`); one that was not given at all is not there.
    case omitted

    @inlinable public static func error(_ error: CellError) -> Operand { .scalar(.error(error)) }
    @inlinable public static func number(_ number: Double) -> Operand { .scalar(.finite(number)) }
}
