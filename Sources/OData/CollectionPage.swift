// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a collection answers once its query options are applied.
public struct CollectionPage: Sendable, Equatable {
    /// The items of this page, after `$select`.
    public var items: [JSONValue]
    /// `@odata.count`: items after `$filter`, before `$skip` and `$top`; `nil` unless `$count=true`.
    public var count: Int?
    /// `@odata.nextLink`; `nil` when nothing is left.
    public var nextLink: String?

    /// Puts a page together that was cut elsewhere.
    public init(items: [JSONValue], count: Int? = nil, nextLink: String? = nil) {
        self.items = items
        self.count = count
        self.nextLink = nextLink
    }

    /// The answer: context, count, next link, items.
    public func json(context: String) -> JSONValue {
        var body = JSONObject()
        body["@odata.context"] = .string(context)
        if let count { body["@odata.count"] = .integer(Int64(count)) }
        if let nextLink { body["@odata.nextLink"] = .string(nextLink) }
        body["value"] = .array(items)
        return .object(body)
    }
}

extension QueryOptions {
    /// Applies `$filter`, `$orderby`, `$count`, `$skip`, `$top`, `$select`, in this order (OData 4.0 Protocol §11.2).
    ///
    /// - Parameters:
    ///   - items: the whole collection in its own order, which ties of `$orderby` keep.
    ///   - type: name of the item type without namespace.
    ///   - url: URL of the collection without its query, for the next link.
    ///   - navigation: properties an item has beside its members, for `$select`.
    public func page(
        of items: [JSONValue], type: String, url: String, navigation: [String] = []
    ) throws(ODataError) -> CollectionPage {
        let matching = try ordered(filtered(items, type: type), type: type)
        let start = min(skip ?? 0, matching.count)
        let end = top.map { min(matching.count - start, $0) + start } ?? matching.count
        var kept: [JSONValue] = []
        for item in matching[start..<end] {
            guard case .object(let object) = item else {
                kept.append(item)
                continue
            }
            kept.append(.object(try object.selecting(select, type: type, navigation: navigation)))
        }
        return CollectionPage(
            items: kept,
            count: count == true ? matching.count : nil,
            nextLink: nextLink(url: url, position: end, total: matching.count))
    }

    /// The link to the rest when `$top` cut the collection: the same query with `$skip` moved on.
    ///
    /// - Parameters:
    ///   - position: items passed over so far, this page included.
    ///   - total: items in the whole (filtered) collection.
    public func nextLink(url: String, position: Int, total: Int) -> String? {
        // A page of nothing would link to itself for ever.
        guard let top, top > 0, position < total else { return nil }
        var query = items.filter { SystemOption($0.name) != .skip }.map(Self.encoded)
        query.append("$skip=\(position)")
        return url + "?" + query.joined(separator: "&")
    }

    private func filtered(_ items: [JSONValue], type: String) throws(ODataError) -> [JSONValue] {
        guard let filter else { return items }
        var matching: [JSONValue] = []
        for item in items where try filter.expression.holds(for: item, type: type) { matching.append(item) }
        return matching
    }

    private func ordered(_ items: [JSONValue], type: String) throws(ODataError) -> [JSONValue] {
        guard !orderBy.isEmpty else { return items }
        var keyed: [(keys: [JSONValue], offset: Int)] = []
        for (offset, item) in items.enumerated() {
            var keys: [JSONValue] = []
            for order in orderBy { keys.append(try order.expression.value(for: item, type: type)) }
            keyed.append((keys, offset))
        }
        keyed.sort { left, right in
            for (index, order) in orderBy.enumerated() {
                let sign = JSONOrder.sortOrder(left.keys[index], right.keys[index])
                if sign != 0 { return (sign < 0) != order.isDescending }
            }
            return left.offset < right.offset
        }
        return keyed.map { items[$0.offset] }
    }

    private static func encoded(_ item: Item) -> String {
        PercentEncoding.encode(item.name, keeping: "$@") + "="
            + PercentEncoding.encode(item.value, keeping: "$@,/()':*")
    }
}
