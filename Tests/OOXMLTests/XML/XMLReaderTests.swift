// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import OOXML

@Suite("Reading XML")
struct XMLReaderTests {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"

    static func document(_ text: String, understanding: Set<XMLNamespace> = []) throws -> XMLDocument {
        try XMLDocument(Array(text.utf8), part: "/x.xml", understanding: understanding)
    }

    @Test(
        "Prefixes and dialects do not matter",
        arguments: [
            "<a xmlns='\(main)' xmlns:r='\(XMLNamespace.relationships.uri)'><b r:id='i' id='j'/></a>",
            "<x:a xmlns:x='\(main)' xmlns:q='\(XMLNamespace.relationships.uri)'><x:b q:id='i' id='j'></x:b></x:a>",
            "<a xmlns='\(strict)'><y:b xmlns:y='\(strict)' id='j' z:id='i' xmlns:z='\(XMLNamespace.strict(XMLNamespace.relationships.uri))'/></a>",
        ])
    func namespaces(_ text: String) throws {
        let document = try Self.document(text)
        #expect(document.root.is("a"))
        let child = try #require(document.root.child("b"))
        #expect(child["id"] == "j")
        #expect(child[.relationships, "id"] == "i")
        #expect(document.isStrict == text.contains(Self.strict))
        #expect(GoldenPackageTests.isFaithful(document.root, document.bytes))
    }

    @Test("A foreign namespace does not match")
    func foreign() throws {
        let document = try Self.document("<a xmlns='\(Self.main)'><b xmlns='urn:other'/><c xmlns=''/></a>")
        #expect(document.root.child("b") == nil)
        #expect(document.root.child("b", XMLNamespace("urn:other")) != nil)
        #expect(document.root.child("c", XMLNamespace.none) != nil)
    }

    @Test("Text comes whole: references, CDATA and comments do not split it")
    func text() throws {
        let long = String(repeating: "0123456789", count: 10_000)
        let document = try Self.document("<a>&lt;\(long)<![CDATA[<&]]>&#x263A;<!-- no -->\r\n end<b>in</b> tail</a>")
        #expect(document.root.text == "<\(long)<&\u{263A}\n end tail")
        #expect(document.root.children.map(\.text) == ["in"])
        let reader = try XMLReader(Array("<a>\(long)<!-- x -->\(long)</a>".utf8), part: "/x")
        var texts: [String] = []
        while let event = try reader.next() {
            if case .text(let text) = event { texts.append(text) }
        }
        #expect(texts == [long + long])
    }

    @Test("Events carry the ranges of their tags, and an element can be skipped")
    func ranges() throws {
        let text = "\u{FEFF}<a ><b x='>'/><c><c/>t</c></a>"
        let reader = try XMLReader(Array(text.utf8), part: "/x")
        func slice(_ range: Range<Int>) -> String { String(decoding: reader.bytes[range], as: UTF8.self) }
        var seen: [String] = []
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                seen.append(slice(tag.range))
                if tag.name.local == "c" { seen.append("skipped to " + slice(try reader.skipElement())) }
            case .end(let range): seen.append(slice(range))
            case .text(let text): seen.append(text)
            }
        }
        #expect(seen == ["<a >", "<b x='>'/>", "", "<c>", "skipped to </c>", "</a>"])
    }

    static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            bigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
        }
    }

    static let encoded: [[UInt8]] = {
        func text(_ encoding: String) -> String {
            "<?xml version='1.0' encoding='\(encoding)'?><a v='\u{E4}'>\u{E9}</a>"
        }
        let latin = { (name: String) in text(name).unicodeScalars.map { UInt8($0.value) } }
        return [
            Array(text("utf-8").utf8), [0xEF, 0xBB, 0xBF] + Array(text("UTF-8").utf8), Array(text("UTF-16").utf8),
            utf16(text("UTF-16"), bigEndian: false, mark: true), utf16(text("UTF-16"), bigEndian: true, mark: true),
            utf16(text("UTF-16LE"), bigEndian: false, mark: false), utf16(text("utf-16"), bigEndian: true, mark: false),
            latin("ISO-8859-1"), latin("windows-1252"), Array("<a v='\u{E4}'>\u{E9}</a>".utf8),
        ]
    }()

    @Test("Every encoding comes to the same tree, and the result is a document of its own", arguments: encoded.indices)
    func encodings(_ index: Int) throws {
        let document = try XMLDocument(Self.encoded[index], part: "/x")
        #expect(document.root["v"] == "\u{E4}")
        #expect(document.root.text == "\u{E9}")
        #expect(GoldenPackageTests.isFaithful(document.root, document.bytes))
        let again = try XMLDocument(document.bytes, part: "/x")
        #expect(again.bytes == document.bytes)
        #expect(again.root.text == "\u{E9}")
    }

    @Test(
        "What is not well formed is refused with its place",
        arguments: [
            ("<a><b></a>", 8), ("<a>", 3), ("<a b='1' b='2'/>", 9), ("<a/><b/>", 4), ("<p:a/>", 0),
            ("<a>&undefined;</a>", 3),
            ("<a>\u{1}</a>", 3), ("no xml", 0),
        ])
    func malformed(_ text: String, _ place: Int) {
        do {
            _ = try Self.document(text)
            Issue.record("\(text) was accepted")
        } catch PackageError.malformedXML(let part, let offset, .notWellFormed) {
            #expect(part == "/x.xml")
            #expect(offset == place, "\(text)")
        } catch {
            Issue.record("\(text): \(error)")
        }
    }

    @Test("Bytes that are no text are refused")
    func broken() {
        for bytes: [UInt8] in [
            [], [0xFF, 0xFE, 0x3C], [0xFF, 0xFE, 0x00, 0xD8, 0x3C, 0x00], Array("<a>".utf8) + [0xC0, 0x80],
        ] {
            #expect(throws: PackageError.self) { try XMLDocument(bytes, part: "/x") }
        }
        #expect(throws: PackageError.malformedXML(part: "/x", offset: 30, .unsupportedEncoding("ebcdic"))) {
            try XMLDocument(Array("<?xml version='1.0' encoding='EBCDIC'?><a/>".utf8), part: "/x")
        }
    }

    @Test("A document type may be named but not declare anything")
    func documentTypes() throws {
        #expect(try Self.document("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>").root.name.local == "a")
        var bomb = "<!DOCTYPE a [<!ENTITY e0 'ha'>"
        for level in 1...20 { bomb += "<!ENTITY e\(level) '&e\(level - 1);&e\(level - 1);'>" }
        for text in [
            bomb + "]><a>&e20;</a>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ATTLIST a b CDATA 'much'>]><a/>", "<!DOCTYPE a SYSTEM 'x'><a>&later;</a>",
        ] {
            do {
                _ = try Self.document(text)
                Issue.record("accepted")
            } catch {
                guard case PackageError.entityBomb(part: "/x.xml", offset: _) = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
    }

    @Test("Depth, attributes, elements and text are bounded")
    func limits() {
        let cases: [(PackageLimit, String)] = [
            (.xmlDepth, String(repeating: "<a>", count: 100_000)),
            (.xmlAttributes, "<a " + (0..<2_000).map { "a\($0)=''" }.joined(separator: " ") + "/>"),
            (.xmlAttributes, "<a " + (0..<2_000).map { "xmlns:a\($0)='u'" }.joined(separator: " ") + "/>"),
            (.xmlNodes, "<a>" + String(repeating: "<b/>", count: 300) + "</a>"),
            (.xmlNodes, "<a>" + String(repeating: "<b c='' d=''/>", count: 100) + "</a>"),
            (.xmlText, "<a>" + String(repeating: "text", count: 3_000) + "</a>"),
        ]
        var limits = PackageLimits()
        limits.xmlNodes = 300
        limits.xmlText = 10_000
        for (limit, text) in cases {
            #expect(throws: PackageError.limitExceeded(limit, part: "/x")) {
                try XMLDocument(Array(text.utf8), part: "/x", limits: limits)
            }
        }
    }

    @Test("Alternate content reads as the branch that is understood, and stays whole for an editor")
    func alternateContent() throws {
        let mc = XMLNamespace.markupCompatibility.uri
        let text = """
            <a xmlns='\(Self.main)' xmlns:mc='\(mc)' xmlns:n='urn:new'><first/><mc:AlternateContent>\
            <mc:Choice Requires='n o' xmlns:o='urn:other'><b v='both'/></mc:Choice>\
            <mc:Choice Requires='n'><b v='new'/><b v='newer'/></mc:Choice>\
            <mc:Fallback><b v='old'/></mc:Fallback></mc:AlternateContent></a>
            """
        func values(_ understood: Set<XMLNamespace>) throws -> [String?] {
            try Self.document(text, understanding: understood).root.children("b").map { $0["v"] }
        }
        let new = XMLNamespace("urn:new")
        #expect(try values([]) == ["old"])
        #expect(try values([new]) == ["new", "newer"])
        #expect(try values([new, XMLNamespace("urn:other")]) == ["both"])
        #expect(try Self.document(text).root.children.map(\.name.local) == ["first", "AlternateContent"])
        let bare =
            "<a xmlns='\(Self.main)' xmlns:mc='\(mc)'><mc:AlternateContent><mc:Choice Requires='gone'><b/></mc:Choice></mc:AlternateContent></a>"
        #expect(try Self.document(bare).root.elements.isEmpty)
    }

    @Test("A stream of events gives the chosen branch too, nested and beside text")
    func alternateEvents() throws {
        let mc = XMLNamespace.markupCompatibility.uri
        let text = """
            <a xmlns:m='\(mc)' xmlns:n='urn:new'>one<m:AlternateContent> <m:Choice Requires='n'>two<b>\
            <m:AlternateContent><m:Choice Requires='gone'><c/></m:Choice><m:Fallback><d>three</d></m:Fallback>\
            </m:AlternateContent><s><s/></s></b></m:Choice> <m:Fallback><e/></m:Fallback></m:AlternateContent>four<f/></a>
            """
        var reader = AlternateContentReader(
            try XMLReader(Array(text.utf8), part: "/x", understanding: [XMLNamespace("urn:new")]))
        var seen = ""
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                seen += "<\(tag.name.local)>"
                if tag.name.local == "s" { _ = try reader.skipElement() }
            case .end: seen += "</>"
            case .text(let text): seen += text
            }
        }
        #expect(seen == "<a>onetwo<b><d>three</><s></>four<f></></>")
    }

    @Test("A long token before many short ones is read in bounded steps and to the end")
    func longTokens() throws {
        let text =
            "<a><!--" + String(repeating: "c", count: 3_000_000) + "-->" + String(repeating: "<b/>", count: 50_000)
        let document = try Self.document(text + "<c d='" + String(repeating: "v", count: 2_000_000) + "'/></a>")
        #expect(document.root.children.count == 50_001)
        #expect(document.root.children.last?["d"]?.utf8.count == 2_000_000)
        #expect(GoldenPackageTests.isFaithful(document.root, document.bytes))
    }

    @Test("No mutation of a document crashes the reader or the editor")
    func mutations() {
        let text =
            "<?xml version='1.0' encoding='UTF-8'?><x:a xmlns:x='\(Self.main)' x:c='&amp;1'><x:b>t&#10;<![CDATA[u]]></x:b><x:b/></x:a>"
        var generator = SplitMix(seed: 77)
        var parsed = 0
        for _ in 0..<10_000 {
            var bytes = Array(text.utf8)
            for _ in 0...(generator.next() % 3) {
                let position = Int(generator.next() % UInt64(bytes.count))
                if generator.next() % 2 == 0 {
                    bytes[position] = UInt8(truncatingIfNeeded: generator.next())
                } else {
                    bytes.remove(at: position)
                }
            }
            guard let document = try? XMLDocument(bytes, part: "/x") else { continue }
            parsed += 1
            var edit = XMLEdit(document)
            edit.setAttribute("added", "1", of: document.root)
            edit.append("<z/>", to: document.root)
            #expect(throws: Never.self) { try XMLDocument(edit.bytes(), part: "/x") }
        }
        #expect(parsed > 100)
    }
}
