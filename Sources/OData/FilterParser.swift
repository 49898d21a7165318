// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A recursive descent over `$filter` and `$orderby`; `or` binds loosest, then `and`, comparisons, `not`.
struct FilterParser {
    private var scanner: LiteralScanner
    private let text: String
    private let option: SystemOption
    private var remainingNodes = Self.maximumNodes
    private var depth = 0

    /// Bounds the tree, which evaluation walks recursively.
    static let maximumNodes = 200
    static let maximumDepth = 50

    init(_ text: String, option: SystemOption) {
        scanner = LiteralScanner(text)
        self.text = text
        self.option = option
    }

    mutating func whole() throws(QueryOptionError) -> FilterExpression {
        let expression = try disjunction()
        scanner.skipSpaces()
        guard scanner.isAtEnd else { throw failure("unexpected text at position \(scanner.index)") }
        return expression
    }

    mutating func orderBy() throws(QueryOptionError) -> [OrderByItem] {
        var items: [OrderByItem] = []
        repeat {
            let expression = try operand()
            let isDescending = takeWord("desc")
            if !isDescending { _ = takeWord("asc") }
            items.append(OrderByItem(expression: expression, isDescending: isDescending))
            scanner.skipSpaces()
        } while scanner.take(",")
        guard scanner.isAtEnd else { throw failure("unexpected text at position \(scanner.index)") }
        return items
    }

    private mutating func disjunction() throws(QueryOptionError) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
        var left = try conjunction()
        while takeWord("or") { left = try node(.or(left, conjunction())) }
        return left
    }

    private mutating func conjunction() throws(QueryOptionError) -> FilterExpression {
        var left = try negation()
        while takeWord("and") { left = try node(.and(left, negation())) }
        return left
    }

    private mutating func negation() throws(QueryOptionError) -> FilterExpression {
        guard takeWord("not") else { return try comparison() }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
        return try node(.not(negation()))
    }

    private mutating func comparison() throws(QueryOptionError) -> FilterExpression {
        let left = try operand()
        for comparison in FilterComparison.allCases where takeWord(comparison.rawValue) {
            return try node(.comparison(comparison, left, operand()))
        }
        return left
    }

    private mutating func operand() throws(QueryOptionError) -> FilterExpression {
        scanner.skipSpaces()
        if scanner.take("(") {
            let inner = try disjunction()
            scanner.skipSpaces()
            guard scanner.take(")") else { throw failure("a closing parenthesis is missing") }
            return inner
        }
        if let literal = scanner.literal() { return try node(.literal(literal)) }
        guard let name = scanner.name(extra: Array(".".utf8)) else {
            throw failure(scanner.isAtEnd ? "an operand is missing" : "unexpected text at position \(scanner.index)")
        }
        if scanner.take("(") { return try call(name) }
        var path = [name]
        while scanner.take("/") {
            guard let next = scanner.name(extra: Array(".".utf8)) else { throw failure("a property name is missing") }
            path.append(next)
        }
        return try node(.property(path))
    }

    private mutating func call(_ name: String) throws(QueryOptionError) -> FilterExpression {
        guard let function = FilterFunction.allCases.first(where: { $0.rawValue.equalsIgnoringCase(name) }) else {
            throw failure("unknown function '\(name)'")
        }
        var arguments: [FilterExpression] = []
        repeat {
            arguments.append(try disjunction())
            scanner.skipSpaces()
        } while scanner.take(",")
        guard scanner.take(")") else { throw failure("a closing parenthesis is missing") }
        guard arguments.count == function.argumentCount else {
            throw failure("'\(function.rawValue)' takes \(function.argumentCount) arguments")
        }
        return try node(.call(function, arguments))
    }

    /// Takes an operator word that ends at a space, a parenthesis or the end.
    private mutating func takeWord(_ word: String) -> Bool {
        let start = scanner.index
        scanner.skipSpaces()
        if let name = scanner.name(), name.equalsIgnoringCase(word) { return true }
        scanner.index = start
        return false
    }

    private mutating func node(_ expression: FilterExpression) throws(QueryOptionError) -> FilterExpression {
        remainingNodes -= 1
        guard remainingNodes >= 0 else { throw failure("more than \(Self.maximumNodes) terms") }
        return expression
    }

    private func failure(_ reason: String) -> QueryOptionError {
        .invalidValue(option, value: text, reason: reason)
    }
}
