// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import TestSupport
import Testing

@Suite struct `Reading a path` {
    /// One segment written compactly: `name`, `name[arg=value]`, `<relative/path>`.
    private static func outline(_ path: ODataPath) -> [String] {
        path.segments.map { segment in
            switch segment {
            case .relativePath(let parts): "<" + parts.joined(separator: "|") + ">"
            case .named(let named):
                named.name
                    + (named.arguments.map { list in
                        "[" + list.map { ($0.name.map { $0 + "=" } ?? "") + "\($0.value)" }.joined(separator: ",") + "]"
                    } ?? "")
            }
        }
    }

    @Test(
        arguments: [
            ("/", []),
            ("/v1.0/me/drive/items/01CY!112/workbook/", ["v1.0", "me", "drive", "items", "01CY!112", "workbook"]),
            ("/worksheets('Sheet1')/tables(%272%27)", ["worksheets['Sheet1']", "tables['2']"]),
            ("/columns(id='2')/filter", ["columns[id='2']", "filter"]),
            ("/worksheets('%7B75A18F35%7D')", ["worksheets['{75A18F35}']"]),
            ("/worksheets/{id}", ["worksheets", "{id}"]),
            ("/worksheets/A%2FB%20c/range", ["worksheets", "A/B c", "range"]),
            ("/range(address='A1:B2')/format", ["range[address='A1:B2']", "format"]),
            ("/range(address='''1%20-%20x''!A1:B2')", ["range[address='''1 - x''!A1:B2']"]),
            ("/range(address=%22A:B%22)", ["range[address='A:B']"]),
            ("/range%28address='A1'%29", ["range[address='A1']"]),
            ("/range()", ["range[]"]), ("/cell(row=1,column=-2)", ["cell[row=1,column=-2]"]),
            ("/resizedRange(deltaRows=1,%20deltaColumns=2)", ["resizedRange[deltaRows=1,deltaColumns=2]"]),
            ("/usedRange(valuesOnly=TRUE)", ["usedRange[valuesOnly=true]"]),
            ("/Image(width=0,height=0.5,fittingMode='fit')", ["Image[width=0,height=0.5,fittingMode='fit']"]),
            ("/item(name=null)", ["item[name=null]"]),
            ("/r(key=0195cfac-bd22-4f91-b276-dece0aa2378b)", ["r[key=0195cfac-bd22-4f91-b276-dece0aa2378b]"]),
            ("/rows/$/itemAt(index=6)/$count/$value", ["rows", "$", "itemAt[index=6]", "$count", "$value"]),
            ("/$batch", ["$batch"]), ("/workbook/microsoft.graph.createSession", ["workbook", "createSession"]),
            ("/drive/search(q='Contoso%20Project')", ["drive", "search[q='Contoso Project']"]),
            ("/worksheets/Q1%20(old)/range", ["worksheets", "Q1 (old)", "range"]),
            ("/range(address='A1", ["range(address='A1"]),
            ("/f(1,2)", ["f(1,2)"]), ("/f(a=1,A=2)", ["f(a=1,A=2)"]), ("/f('a')('b')", ["f('a')('b')"]),
            ("/(1)", ["(1)"]),
        ] as [(String, [String])]
    )
    func `splits into names, keys and arguments`(raw: String, expected: [String]) throws {
        #expect(Self.outline(try ODataPath(raw)) == expected)
    }

    @Test(
        arguments: [
            (
                "/me/drive/root:/folder/Book%20%231.xlsx:/workbook",
                ["me", "drive", "root", "<folder|Book #1.xlsx>", "workbook"]
            ),
            ("/drives/b!x/items/i:/rel/path:", ["drives", "b!x", "items", "i", "<rel|path>"]),
            ("/me/drive/root:/Book.xlsx", ["me", "drive", "root", "<Book.xlsx>"]),
            ("/me/drive/root:/a%3A:/content", ["me", "drive", "root", "<a:>", "content"]),
            ("/me/drive/root:/a:b/c:/content", ["me", "drive", "root", "<a:b|c>", "content"]),
            ("/root:", ["root", "<>"]),
            ("/root:/:/children", ["root", "<>", "children"]),
            (
                "/sites/h:/sites/team:/drive/root:/x:/workbook",
                ["sites", "h", "<sites|team>", "drive", "root", "<x>", "workbook"]
            ),
            ("/drive/root%3A/x", ["drive", "root:", "x"]),
            ("/workbook/charts/Sales:/axes", ["workbook", "charts", "Sales:", "axes"]),
            ("/root:/f(x)'s.xlsx:/workbook", ["root", "<f(x)'s.xlsx>", "workbook"]),
        ] as [(String, [String])]
    )
    func `takes colons as drive-relative paths`(raw: String, expected: [String]) throws {
        #expect(Self.outline(try ODataPath(raw)) == expected)
    }

    @Test(
        arguments: [
            ("", .emptySegment(path: "")), ("me", .emptySegment(path: "me")), ("//", .emptySegment(path: "//")),
            ("/a//b", .emptySegment(path: "/a//b")), ("/:/a", .emptySegment(path: "/:/a")),
            ("/a%", .malformedPercentEncoding(segment: "a%")), ("/a%4", .malformedPercentEncoding(segment: "a%4")),
            ("/%zz", .malformedPercentEncoding(segment: "%zz")), ("/%C3%28", .invalidUTF8(segment: "%C3%28")),
            ("/%ED%A0%80", .invalidUTF8(segment: "%ED%A0%80")), ("/a%00b", .controlCharacter(segment: "a%00b")),
            ("/a%0Ab", .controlCharacter(segment: "a%0Ab")), ("/root:/a/../b", .dotSegment(path: "/root:/a/../b")),
            ("/root:/%2E%2E:/x", .dotSegment(path: "/root:/%2E%2E:/x")),
        ] as [(String, ODataPathError)]
    )
    func `refuses what cannot be read`(raw: String, expected: ODataPathError) {
        #expect(throws: expected) { try ODataPath(raw) }
    }

    @Test func `bounds the length and the number of segments`() {
        #expect(throws: ODataPathError.tooLong(maximumBytes: ODataPath.maximumBytes)) {
            try ODataPath("/" + String(repeating: "a", count: ODataPath.maximumBytes))
        }
        #expect(throws: ODataPathError.tooManySegments(maximum: ODataPath.maximumSegments)) {
            try ODataPath(String(repeating: "/a", count: ODataPath.maximumSegments + 1))
        }
    }

    @Test func `keeps both readings of a segment`() throws {
        let segment = try #require(try ODataPath("/Q1(2)").segments[0].named)
        #expect(segment.text == "Q1(2)" && segment.name == "Q1" && segment.keyText == "2")
        #expect(!segment.hasUnreadParenthesis && !segment.isParenthesisEncoded)
        let encoded = try #require(try ODataPath("/Q1%282)").segments[0].named)
        #expect(encoded.isParenthesisEncoded)
        let plain = try #require(try ODataPath("/Q1%20(old)").segments[0].named)
        #expect(plain.hasUnreadParenthesis && plain.arguments == nil)
    }

    @Test func `matches names and arguments without regard to case`() throws {
        let segment = try ODataPath("/Microsoft.Graph.UsedRange(ValuesOnly=true)").segments[0]
        #expect(segment.matches("usedRange") && !segment.matches("range"))
        #expect(segment.named?["valuesonly"] == .bool(true) && segment.named?.text.first == "M")
    }

    @Test func `resolves parameter aliases from the query`() throws {
        let request = try ODataRequest(
            target: "/range(address=@a,n=@n,gone=@x)?@a='A1%3AB2'&@n=%7B%22k%22:[1]%7D&$top=1")
        let segment = try #require(request.path.segments[0].named)
        #expect(segment.arguments?.map(\.value) == [.string("A1:B2"), .json(["k": [1]]), .null])
        #expect(throws: ODataError.path(.invalidAlias(name: "@a", value: "A1"))) {
            try ODataRequest(target: "/range(address=@a)?@a=A1")
        }
    }

    @Test(arguments: 1...60)
    func `prints and reads back any path`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var segments: [PathSegment] = []
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                segments.append(.named(try NamedSegment("f(a='\(generator.text().split(separator: "'").joined())')")))
            case 1 where segments.last?.named != nil:
                let parts = (0..<Int.random(in: 0...3, using: &generator)).map { _ in "p" + generator.text() }
                segments.append(.relativePath(parts))
            default: segments.append(.named(try NamedSegment(generator.text())))
            }
        }
        let path = ODataPath(segments: segments)
        #expect(try ODataPath(path.description) == path, "seed \(seed): \(path)")
    }

    @Test(arguments: 1...20)
    func `survives mutated targets`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let original = Array(
            ("/me/drive/root:/a%20b.xlsx:/workbook/tables('4')/range(address='A1',n=1.5)"
                + "?$select=a,b/c&$filter=x eq 'y'&@p=1")
                .utf8)
        let alphabet = Array("/:()'%@$=,&?;+\"".utf8)
        for _ in 0..<500 {
            let target = String(decoding: generator.mutated(original, alphabet: alphabet), as: UTF8.self)
            guard let request = try? ODataRequest(target: target) else { continue }
            #expect(
                (try? ODataPath(request.path.description, aliases: request.options.aliases)) == request.path,
                "seed \(seed): \(target)")
        }
    }
}
