// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Testing

@Suite struct `Paging a collection` {
    private static let items: [JSONValue] = [
        ["@odata.id": "/a", "name": "b", "index": 0], ["@odata.id": "/b", "name": "a", "index": 1],
        ["@odata.id": "/c", "name": "c", "index": 2], ["@odata.id": "/d", "name": "a", "index": 3],
    ]

    private func page(_ query: String) throws -> CollectionPage {
        try QueryOptions(query).page(of: Self.items, type: "workbookTable", url: "https://h/v1.0/tables")
    }

    @Test(
        arguments: [
            ("", [0, 1, 2, 3], nil), ("$top=2", [0, 1], "$top=2&$skip=2"), ("$top=2&$skip=2", [2, 3], nil),
            ("$skip=1&$top=1&$select=index", [1], "$top=1&$select=index&$skip=2"), ("$top=0", [], nil),
            ("$top=9", [0, 1, 2, 3], nil),
            ("$skip=9", [], nil), ("$orderby=name", [1, 3, 0, 2], nil),
            ("$orderby=name%20desc,index desc", [2, 0, 3, 1], nil),
            ("$filter=name eq 'a'", [1, 3], nil),
            ("$filter=name%20eq%20'a'&$top=1", [1], "$filter=name%20eq%20'a'&$top=1&$skip=1"),
            ("top=3&x=1%262", [0, 1, 2], "top=3&x=1%262&$skip=3"),
        ] as [(String, [Int64], String?)]
    )
    func `filters, orders, skips and cuts`(query: String, indexes: [Int64], next: String?) throws {
        let page = try page(query)
        #expect(page.items.map { $0["index"]?.integerValue } == indexes)
        #expect(page.nextLink == next.map { "https://h/v1.0/tables?" + $0 })
    }

    @Test func `next links walk the whole collection`() throws {
        var seen: [Int64] = []
        var query: String? = "$top=3&$orderby=name"
        while let current = query {
            let page = try page(current)
            seen += page.items.compactMap { $0["index"]?.integerValue }
            query = page.nextLink.flatMap { $0.split(separator: "?").last.map(String.init) }
        }
        #expect(seen == [1, 3, 0, 2])
    }

    @Test func `counts after the filter and before the cut`() throws {
        let page = try page("$count=true&$filter=name eq 'a'&$top=1&$select=NAME")
        #expect(page.count == 2)
        let body = page.json(context: "c").serialized()
        #expect(
            String(decoding: body, as: UTF8.self) == #"{"@odata.context":"c","@odata.count":2,"@odata.nextLink":"#
                + #""https://h/v1.0/tables?$count=true&$filter=name%20eq%20'a'&$top=1&$select=NAME&$skip=1","#
                + #""value":[{"@odata.id":"/b","name":"a"}]}"#)
        #expect(throws: ODataError.unknownProperty(name: "colour", type: "workbookTable")) {
            try self.page("$select=colour")
        }
    }

    @Test func `selects nested members and keeps annotations`() throws {
        let object = JSONObject([
            .init(name: "@odata.id", value: "/x"), .init(name: "a", value: ["b": 1, "c": ["d": 2, "e": 3]]),
            .init(name: "f", value: 4),
        ])
        func selected(_ select: String) throws -> String {
            let paths = try QueryOptions("$select=" + select).select
            let kept = try object.selecting(paths, type: "workbookRange", navigation: ["format"])
            return String(decoding: JSONValue.object(kept).serialized(), as: UTF8.self)
        }
        #expect(try selected("A/C/d") == #"{"@odata.id":"/x","a":{"c":{"d":2}}}"#)
        #expect(try selected("f,a/b") == #"{"@odata.id":"/x","a":{"b":1},"f":4}"#)
        #expect(try selected("a/b,a") == #"{"@odata.id":"/x","a":{"b":1,"c":{"d":2,"e":3}}}"#)
        #expect(try selected("format") == #"{"@odata.id":"/x"}"#)
        #expect(try selected("*") == String(decoding: JSONValue.object(object).serialized(), as: UTF8.self))
        #expect {
            try selected("g")
        } throws: {
            "\($0)" == "Could not find a property named 'g' on type 'microsoft.graph.workbookRange'."
        }
    }

    @Test func `tells a streaming caller which members to compute`() throws {
        let options = try QueryOptions("$select=Values,format/fill")
        #expect(options.selects("values") && options.selects("format") && options.selects("@odata.id"))
        #expect(!options.selects("text") && QueryOptions().selects("text"))
        try options.checkSelect(against: ["values", "format"], type: "workbookRange")
        #expect(throws: ODataError.unknownProperty(name: "format", type: "workbookRange")) {
            try options.checkSelect(against: ["values"], type: "workbookRange")
        }
    }
}
