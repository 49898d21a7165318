// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The shape of a formula is what is left of it without the numbers written in it: `=A1*2+7` and `=A1*3+8` have one
/// shape, so that calculation treats a column of them as one formula with two numbers for each row.
extension Expression {
    /// Appends the numbers written in this expression, from left to right, if it has the shape of another.
    ///
    /// Numbers inside array constants belong to the shape. When the shapes differ, some numbers may have been appended.
    public func appendNumbers(ifShapedLike other: Expression, to numbers: inout [Double]) -> Bool {
        switch (self, other) {
        case (.number(let number), .number):
            numbers.append(number)
            return true
        case (.unary(let sign, let operand), .unary(let otherSign, let otherOperand)):
            return sign == otherSign && operand.appendNumbers(ifShapedLike: otherOperand, to: &numbers)
        case (.binary(let sign, let left, let right), .binary(let otherSign, let otherLeft, let otherRight)):
            return sign == otherSign && left.appendNumbers(ifShapedLike: otherLeft, to: &numbers)
                && right.appendNumbers(ifShapedLike: otherRight, to: &numbers)
        case (.parenthesized(let inner), .parenthesized(let otherInner)):
            return inner.appendNumbers(ifShapedLike: otherInner, to: &numbers)
        case (.spaced(let before, let inner, let after), .spaced(let otherBefore, let otherInner, let otherAfter)):
            return before == otherBefore && after == otherAfter
                && inner.appendNumbers(ifShapedLike: otherInner, to: &numbers)
        case (.call(let name, let arguments), .call(let otherName, let otherArguments)):
            return name == otherName && Self.appendNumbers(of: arguments, ifShapedLike: otherArguments, to: &numbers)
        case (.invoke(let callee, let arguments), .invoke(let otherCallee, let otherArguments)):
            return callee.appendNumbers(ifShapedLike: otherCallee, to: &numbers)
                && Self.appendNumbers(of: arguments, ifShapedLike: otherArguments, to: &numbers)
        case (.number, _), (_, .number): return false
        default: return self == other
        }
    }

    private static func appendNumbers(
        of arguments: [Expression], ifShapedLike others: [Expression], to numbers: inout [Double]
    ) -> Bool {
        guard arguments.count == others.count else { return false }
        for index in arguments.indices
        where !arguments[index].appendNumbers(ifShapedLike: others[index], to: &numbers) {
            return false
        }
        return true
    }

    /// Appends the numbers written in this expression, from left to right, without those inside array constants.
    public func appendNumbers(to numbers: inout [Double]) {
        switch self {
        case .number(let number): numbers.append(number)
        case .unary(_, let inner), .parenthesized(let inner), .spaced(_, let inner, _):
            inner.appendNumbers(to: &numbers)
        case .binary(_, let left, let right):
            left.appendNumbers(to: &numbers)
            right.appendNumbers(to: &numbers)
        case .call(_, let arguments):
            for argument in arguments { argument.appendNumbers(to: &numbers) }
        case .invoke(let callee, let arguments):
            callee.appendNumbers(to: &numbers)
            for argument in arguments { argument.appendNumbers(to: &numbers) }
        default: return
        }
    }

    /// This expression with other numbers, which are taken from the front in the order of `appendNumbers(to:)`.
    ///
    /// - Precondition: there are as many as it has.
    public func replacingNumbers(by numbers: inout ArraySlice<Double>) -> Expression {
        switch self {
        case .number: return .number(numbers.removeFirst())
        case .unary(let sign, let operand): return .unary(sign, operand.replacingNumbers(by: &numbers))
        case .binary(let sign, let left, let right):
            let left = left.replacingNumbers(by: &numbers)
            return .binary(sign, left, right.replacingNumbers(by: &numbers))
        case .parenthesized(let inner): return .parenthesized(inner.replacingNumbers(by: &numbers))
        case .spaced(let before, let inner, let after):
            return .spaced(before: before, inner.replacingNumbers(by: &numbers), after: after)
        case .call(let name, let arguments):
            return .call(name, arguments.map { $0.replacingNumbers(by: &numbers) })
        case .invoke(let callee, let arguments):
            let callee = callee.replacingNumbers(by: &numbers)
            return .invoke(callee, arguments.map { $0.replacingNumbers(by: &numbers) })
        default: return self
        }
    }

    /// Adds to a hash what belongs to the shape.
    public func hashShape(into hasher: inout Hasher) {
        switch self {
        case .number: hasher.combine(0)
        case .unary(let sign, let operand):
            hasher.combine(sign)
            operand.hashShape(into: &hasher)
        case .binary(let sign, let left, let right):
            hasher.combine(sign)
            left.hashShape(into: &hasher)
            right.hashShape(into: &hasher)
        case .parenthesized(let inner), .spaced(_, let inner, _): inner.hashShape(into: &hasher)
        case .call(let name, let arguments):
            hasher.combine(name)
            for argument in arguments { argument.hashShape(into: &hasher) }
        case .invoke(let callee, let arguments):
            callee.hashShape(into: &hasher)
            for argument in arguments { argument.hashShape(into: &hasher) }
        default: hasher.combine(self)
        }
    }
}
