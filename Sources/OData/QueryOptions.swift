// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The query of a request target (OData 4.0 URL Conventions §5).
///
/// System options are read with or without their `$`, as Graph v1.0 does, and without regard to case. Options without a
/// `$` that OData does not define are the caller's own and are kept in `custom`.
///
///     let options = try QueryOptions("$select=values,format/fill&$top=5")
///     options.select  // [values, format/fill]
public struct QueryOptions: Sendable, Equatable {
    /// One `name=value`, decoded.
    public struct Item: Sendable, Equatable {
        public var name: String
        public var value: String
    }

    /// `$select`; `nil` when absent.
    public var select: [SelectPath]?
    /// `$expand`, in order.
    public var expand: [ExpandItem] = []
    /// `$top`: at most so many items.
    public var top: Int?
    /// `$skip`: pass over so many items.
    public var skip: Int?
    /// `$filter`, with its text.
    public var filter: Filter?
    /// `$orderby`, most significant first.
    public var orderBy: [OrderByItem] = []
    /// `$count`; `nil` when absent.
    public var count: Bool?
    /// `$search`, unread.
    public var search: String?
    /// `$skipToken`, opaque.
    public var skipToken: String?
    /// `$format`, or the `format` of a content conversion.
    public var format: String?
    /// Raw values of parameter aliases, by name with the `@`.
    public var aliases: [String: String] = [:]
    /// Options OData does not define, in order.
    public var custom: [Item] = []
    /// Every option in the order of the URL, for links that repeat the query.
    public private(set) var items: [Item] = []

    public init() {}

    /// Reads a percent-encoded query, without its `?`.
    ///
    /// - Throws: `QueryOptionError` naming the option: malformed encoding, an unknown `$` option, an option given
    ///   twice, or a value the option does not take.
    public init(_ query: String) throws(QueryOptionError) {
        for piece in Array(query.utf8).split(separator: UInt8(ascii: "&")) {
            let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(halves[0], in: piece)
            let value = halves.count > 1 ? try Self.decode(halves[1], in: piece) : ""
            items.append(Item(name: name, value: value))
        }
        try read(items, separatedBy: "&")
    }

    /// Reads the decoded options nested in an item of `$expand`.
    init(nested items: [Item], depth: Int) throws(QueryOptionError) {
        self.items = items
        try read(items, separatedBy: ";", depth: depth)
    }

    /// The first custom option with this name, without regard to case.
    public func custom(_ name: String) -> String? {
        custom.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    private mutating func read(
        _ items: [Item], separatedBy separator: Character, depth: Int = 0
    ) throws(QueryOptionError) {
        var seen: Set<SystemOption> = []
        for item in items {
            guard let option = SystemOption(item.name) else {
                guard !item.name.hasPrefix("$") else { throw .unknown(name: item.name) }
                if item.name.hasPrefix("@") { aliases[item.name] = item.value }
                custom.append(item)
                continue
            }
            guard seen.insert(option).inserted else { throw .repeated(option) }
            try set(option, to: item.value, depth: depth)
        }
    }

    private mutating func set(_ option: SystemOption, to value: String, depth: Int) throws(QueryOptionError) {
        switch option {
        case .select: select = try Self.selectPaths(value)
        case .expand: expand = try ExpandItem.list(value, depth: depth)
        case .top: top = try Self.nonNegative(value, for: .top)
        case .skip: skip = try Self.nonNegative(value, for: .skip)
        case .filter: filter = try Filter(value)
        case .orderBy: orderBy = try OrderByItem.list(value)
        case .count: count = try Self.bool(value, for: .count)
        case .search: search = try Self.nonEmpty(value, for: .search)
        case .skipToken: skipToken = try Self.nonEmpty(value, for: .skipToken)
        case .format: format = try Self.nonEmpty(value, for: .format)
        }
    }

    private static func decode(
        _ text: ArraySlice<UInt8>, in piece: ArraySlice<UInt8>
    ) throws(QueryOptionError) -> String {
        do {
            return try PercentEncoding.decode(text, plusIsSpace: true)
        } catch {
            throw .malformedEncoding(text: String(decoding: piece, as: UTF8.self))
        }
    }
}

/// The query options OData defines and this service reads.
public enum SystemOption: String, Sendable, CaseIterable {
    case select, expand, top, skip, filter
    case orderBy = "orderby"
    case count, search
    case skipToken = "skiptoken"
    case format

    /// The option with this name, with or without `$`, without regard to case.
    init?(_ name: String) {
        let bare = name.hasPrefix("$") ? name.dropFirst() : name[...]
        guard let option = Self.allCases.first(where: { $0.rawValue.equalsIgnoringCase(bare) }) else { return nil }
        self = option
    }
}
