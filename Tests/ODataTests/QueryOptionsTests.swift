// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import TestSupport
import Testing

@Suite struct `Reading query options` {
    @Test func `reads every option, with and without its dollar sign`() throws {
        let options = try QueryOptions(
            "$select=values,%20format/fill,values&$top=5&skip=10&$Count=true&$orderBy=name%20desc,index&search=a+b"
                + "&$skiptoken=x%26y&$format=json&sessionId=cluster%3DX"
                + "&$expand=columns($select=name;$top=2),worksheet&flag"
        )
        #expect(options.select == [SelectPath(["values"]), SelectPath(["format", "fill"])])
        #expect(options.top == 5 && options.skip == 10 && options.count == true)
        #expect(options.orderBy.map(\.expression) == [.property(["name"]), .property(["index"])])
        #expect(options.orderBy.map(\.isDescending) == [true, false])
        #expect(options.search == "a b" && options.skipToken == "x&y" && options.format == "json")
        #expect(options.custom("sessionid") == "cluster=X" && options.custom("flag") == "")
        #expect(options.expand.map(\.path) == [["columns"], ["worksheet"]])
        #expect(options.expand[0].options.select == [SelectPath(["name"])] && options.expand[0].options.top == 2)
    }

    @Test(
        arguments: [
            ("$top=-1", .top, "-1"), ("$top=", .top, ""), ("$top=5.0", .top, "5.0"),
            ("$top=99999999999", .top, "99999999999"),
            ("$skip=abc", .skip, "abc"), ("$count=yes", .count, "yes"), ("$select=", .select, ""),
            ("$select=a,,b", .select, "a,,b"),
            ("$select=a b", .select, "a b"), ("$select=a/", .select, "a/"), ("$orderby=", .orderBy, ""),
            ("$orderby=name up", .orderBy, "name up"), ("$expand=a($select=b", .expand, "a($select=b"),
            ("$expand=a)", .expand, "a)"), ("$expand=a(b)", .expand, "a(b)"), ("$filter=", .filter, ""),
            ("$filter=name eq", .filter, "name eq"), ("$filter=name eq 'x", .filter, "name eq 'x"),
            ("$filter=(name eq 'x'", .filter, "(name eq 'x'"), ("$filter=foo(name)", .filter, "foo(name)"),
            ("$filter=contains(name)", .filter, "contains(name)"), ("$filter=a eq 1 b", .filter, "a eq 1 b"),
            ("$search=", .search, ""), ("$filter=a/ eq 1", .filter, "a/ eq 1"),
        ] as [(String, SystemOption, String)]
    )
    func `names the option and the value it refuses`(query: String, option: SystemOption, value: String) {
        #expect {
            try QueryOptions(query)
        } throws: { error in
            guard case .invalidValue(option, value, let reason)? = error as? QueryOptionError else { return false }
            return !reason.isEmpty
        }
    }

    @Test(
        arguments: [
            ("$apply=x", .unknown(name: "$apply")), ("$top=1&top=2", .repeated(.top)),
            ("a=%2", .malformedEncoding(text: "a=%2")), ("%FF=1", .malformedEncoding(text: "%FF=1")),
        ] as [(String, QueryOptionError)]
    )
    func `refuses unknown, repeated and malformed options`(query: String, expected: QueryOptionError) {
        #expect(throws: expected) { try QueryOptions(query) }
    }

    @Test(
        arguments: [
            ("$filter=", "(", "1", "", "nested"), ("$filter=", "not ", "true", "", "nested"),
            ("$filter=", "a or ", "a", "", "terms"), ("$filter=", "tolower(", "a", ")", "nested"),
            ("$expand=", "a($expand=", "a", ")", "nested"),
        ]
    )
    func `bounds expressions`(option: String, opening: String, core: String, closing: String, reason: String) {
        let query =
            option + String(repeating: opening, count: 5000) + core + String(repeating: closing, count: 5000)
        #expect { try QueryOptions(query) } throws: { "\($0)".contains(reason) }
    }

    @Test(arguments: 1...20)
    func `survives mutated queries`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let original = Array(
            ("$filter=not(a eq 'x''y') and (b/c gt -1.5e3 or startswith(d,'z'))"
                + "&$expand=a($filter=b eq 1;$expand=c),d&$orderby=a desc").utf8)
        let alphabet = Array("()'&$=,;/%+ ".utf8)
        for _ in 0..<500 {
            let query = String(decoding: generator.mutated(original, alphabet: alphabet), as: UTF8.self)
            do {
                _ = try QueryOptions(query)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
