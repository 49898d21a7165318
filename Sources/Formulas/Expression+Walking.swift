// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// Both walks follow the left side of binary operators in a loop: `1+1+1…` is as deep as it is long.

extension Expression {
    /// Visits the expression and everything in it, outer before inner, left before right.
    public func walk(_ visit: (Expression) -> Void) {
        var rights: [Expression] = []
        var current = self
        visit(current)
        while case .binary(_, let left, let right) = current {
            rights.append(right)
            current = left
            visit(current)
        }
        switch current {
        case .unary(_, let inner), .parenthesized(let inner), .spaced(_, let inner, _): inner.walk(visit)
        case .call(_, let arguments):
            for argument in arguments { argument.walk(visit) }
        case .invoke(let callee, let arguments):
            callee.walk(visit)
            for argument in arguments { argument.walk(visit) }
        default: break
        }
        while let right = rights.popLast() { right.walk(visit) }
    }

    /// Visits every reference written in the expression.
    public func forEachReference(_ visit: (ReferenceExpression) -> Void) {
        walk { if case .reference(let reference) = $0 { visit(reference) } }
    }

    /// The expression with parts replaced, outer before inner: where `transform` gives an expression it stands for the
    /// part as a whole, where it gives `nil` the part is kept and its own parts are looked at. What does not change is
    /// shared with the original.
    public func mapped(_ transform: (Expression) -> Expression?) -> Expression {
        replaced(transform) ?? self
    }

    /// The same, or `nil` when nothing changes.
    fileprivate func replaced(_ transform: (Expression) -> Expression?) -> Expression? {
        transform(self) ?? withPartsReplaced(transform)
    }

    private func withPartsReplaced(_ transform: (Expression) -> Expression?) -> Expression? {
        switch self {
        case .binary: return replacedChain(transform)
        case .unary(let unary, let inner): return inner.replaced(transform).map { .unary(unary, $0) }
        case .parenthesized(let inner): return inner.replaced(transform).map { .parenthesized($0) }
        case .spaced(let before, let inner, let after):
            return inner.replaced(transform).map { .spaced(before: before, $0, after: after) }
        case .call(let name, let arguments): return arguments.replaced(transform).map { .call(name, $0) }
        case .invoke(let callee, let arguments):
            let (newCallee, newArguments) = (callee.replaced(transform), arguments.replaced(transform))
            return newCallee == nil && newArguments == nil
                ? nil : .invoke(newCallee ?? callee, newArguments ?? arguments)
        case .number, .text, .boolean, .error, .missing, .array, .reference, .name, .structured: return nil
        }
    }

    private func replacedChain(_ transform: (Expression) -> Expression?) -> Expression? {
        var pending: [(whole: Expression, BinaryOperator, right: Expression)] = []
        var leftmost = self
        var change: Expression?
        while case .binary(let binary, let left, let right) = leftmost {
            pending.append((leftmost, binary, right))
            leftmost = left
            change = transform(left)
            if change != nil { break }
        }
        // The loop has asked about the leftmost operand itself already.
        change = change ?? leftmost.withPartsReplaced(transform)
        while let (whole, binary, right) = pending.popLast() {
            guard case .binary(_, let left, _) = whole else { continue }
            let newRight = right.replaced(transform)
            change = change == nil && newRight == nil ? nil : .binary(binary, change ?? left, newRight ?? right)
        }
        return change
    }
}

extension [Expression] {
    fileprivate func replaced(_ transform: (Expression) -> Expression?) -> [Expression]? {
        var result: [Expression]?
        for index in indices {
            guard let replacement = self[index].replaced(transform) else { continue }
            if result == nil { result = self }
            result?[index] = replacement
        }
        return result
    }
}
