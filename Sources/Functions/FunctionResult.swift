// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// What a worksheet function may return.
public protocol FunctionResult: SendableMetatype {
    var operand: Operand { get }
    /// Whether it is always one value.
    static var isScalar: Bool { get }
}

extension FunctionResult {
    public static var isScalar: Bool { true }
}

extension Double: FunctionResult {
    public var operand: Operand { .number(self) }
}

extension Int: FunctionResult {
    public var operand: Operand { .number(Double(self)) }
}

extension Bool: FunctionResult {
    public var operand: Operand { .scalar(.boolean(self)) }
}

extension String: FunctionResult {
    public var operand: Operand { .scalar(.text(self)) }
}

extension CellValue: FunctionResult {
    public var operand: Operand { .scalar(self) }
}

extension Matrix: FunctionResult {
    public static var isScalar: Bool { false }
    public var operand: Operand { .matrix(self) }
}

extension Reference: FunctionResult {
    public static var isScalar: Bool { false }
    public var operand: Operand { .reference(self) }
}

extension Operand: FunctionResult {
    public static var isScalar: Bool { false }
    public var operand: Operand { self }
}
