// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import OOXML

@Suite("Writing XML")
struct XMLWriterTests {
    static func written(_ body: (inout XMLWriter) -> Void) -> String {
        var writer = XMLWriter()
        body(&writer)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    @Test(
        "Text is escaped as ST_Xstring",
        arguments: [
            ("", ""), ("plain", "plain"), ("a<b>&\"c\"", "a&lt;b&gt;&amp;\"c\""), ("\t\n", "\t\n"), ("\r", "_x000D_"),
            ("\u{0}\u{1F}", "_x0000__x001F_"), ("_x000D_", "_x005F_x000D_"), ("_x00g0_", "_x00g0_"),
            ("_x000D", "_x000D"),
            ("__x0041_", "__x005F_x0041_"), ("\u{FFFE}\u{FFFF}\u{FFFD}\u{F000}", "_xFFFE__xFFFF_\u{FFFD}\u{F000}"),
            ("\u{E4}\u{1F600}", "\u{E4}\u{1F600}"),
        ])
    func text(_ value: String, _ expected: String) throws {
        #expect(Self.written { $0.text(value) } == expected)
        let document = try XMLDocument(
            Array(
                Self.written {
                    $0.raw("<t>"); $0.text(value); $0.raw("</t>")
                }.utf8), part: "/x")
        #expect(XString.decoded(document.root.text) == value)
        let attribute = Self.written {
            $0.raw("<t"); $0.attribute("v", value); $0.raw("/>")
        }
        #expect(XString.decoded(try XMLDocument(Array(attribute.utf8), part: "/x").root["v"] ?? "none") == value)
    }

    @Test("Random text comes back")
    func roundTrips() throws {
        var generator = SplitMix(seed: 5)
        let alphabet: [Character] = [
            "_", "x", "0", "D", "a", "\r", "\n", "\t", "&", "<", ">", "\"", "'", "\u{0}", "\u{FFFF}", "\u{1F600}", " ",
        ]
        for _ in 0..<2_000 {
            let text = String((0..<Int(generator.next() % 24)).map { _ in alphabet[Int(generator.next() % 17)] })
            let markup = Self.written {
                $0.raw("<r")
                $0.attribute("v", text)
                $0.raw(">")
                $0.textElement("t", text)
                $0.raw("</r>")
            }
            let root = try XMLDocument(Array(markup.utf8), part: "/x").root
            #expect(root["v"].map(XString.decoded) == text)
            #expect(root.children.first.map { XString.decoded($0.text) } == text)
        }
    }

    @Test(
        "Escapes decode",
        arguments: [
            ("_x0041_", "A"), ("_x00e4_b", "\u{E4}b"), ("_xD83D__xDE00_", "\u{1F600}"), ("_xD83D_", "\u{FFFD}"),
            ("_x005F_x0041_", "_x0041_"), ("_x004_", "_x004_"), ("_X0041_", "_X0041_"), ("a_b", "a_b"), ("_", "_"),
        ])
    func decodes(_ text: String, _ expected: String) { #expect(XString.decoded(text) == expected) }

    @Test(
        "Space is preserved where a reader might drop it",
        arguments: [
            ("a b", "<t>a b</t>"), (" a", "<t xml:space=\"preserve\"> a</t>"),
            ("a\n", "<t xml:space=\"preserve\">a\n</t>"),
            ("", "<t></t>"),
        ])
    func space(_ text: String, _ expected: String) { #expect(Self.written { $0.textElement("t", text) } == expected) }

    @Test(
        "Numbers are the shortest that read back",
        arguments: [
            (0.0, "0"), (-0.0, "-0"), (1.0, "1"), (-12.0, "-12"), (0.1, "0.1"), (1e15, "1e+15"),
            (999_999_999_999_999, "999999999999999"),
            (1.0 / 3, "0.3333333333333333"), (2.5e-308, "2.5e-308"), (-1.5e300, "-1.5e+300"), (1e-7, "1e-07"),
        ])
    func numbers(_ value: Double, _ text: String) {
        #expect(Self.written { $0.number(value) } == text)
        #expect(Double(text)?.bitPattern == value.bitPattern)
    }

    @Test("Integers, attributes and growth")
    func integers() {
        #expect(Self.written { $0.integer(.min) } == String(Int.min))
        #expect(Self.written { $0.integer(.max) } == String(Int.max))
        #expect(Self.written { $0.attribute("r", 10) } == " r=\"10\"")
        #expect(
            Self.written { for index in 0..<50_000 { $0.integer(index) } } == (0..<50_000).map(String.init).joined())
    }

    @Test("A drained writer compresses to the same bytes")
    func drains() throws {
        var writer = XMLWriter()
        var deflater = Deflater()
        var expected = ""
        for row in 0..<10_000 {
            writer.raw("<row")
            writer.attribute("r", row)
            writer.raw("/>")
            expected += "<row r=\"\(row)\"/>"
            if writer.count > 4_096 { writer.drain(into: &deflater) }
        }
        writer.drain(into: &deflater)
        var package = Package()
        package.set("/x", deflater.finish())
        #expect(try package.data(of: "/x") == Array(expected.utf8))
    }
}
