// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// `$filter`: the text as sent, and the expression it means.
public struct Filter: Sendable, Equatable {
    public var text: String
    public var expression: FilterExpression

    public init(_ text: String) throws(QueryOptionError) {
        self.text = text
        var parser = FilterParser(text, option: .filter)
        expression = try parser.whole()
    }
}

/// An expression of `$filter` or `$orderby` (OData 4.0 URL Conventions §5.1.1).
public indirect enum FilterExpression: Sendable, Equatable {
    case literal(ODataLiteral)
    /// A property by its path from the item, `filter/criteria`.
    case property([String])
    case comparison(FilterComparison, FilterExpression, FilterExpression)
    case and(FilterExpression, FilterExpression)
    case or(FilterExpression, FilterExpression)
    case not(FilterExpression)
    case call(FilterFunction, [FilterExpression])
}

/// The six comparisons.
public enum FilterComparison: String, Sendable, CaseIterable {
    case eq, ne, gt, ge, lt, le
}

/// The functions on strings.
public enum FilterFunction: String, Sendable, CaseIterable {
    case startswith, endswith, contains, tolower, toupper, length

    var argumentCount: Int {
        switch self {
        case .startswith, .endswith, .contains: 2
        case .tolower, .toupper, .length: 1
        }
    }
}

/// One key of `$orderby`.
public struct OrderByItem: Sendable, Equatable {
    public var expression: FilterExpression
    public var isDescending: Bool

    static func list(_ value: String) throws(QueryOptionError) -> [OrderByItem] {
        var parser = FilterParser(value, option: .orderBy)
        return try parser.orderBy()
    }
}
