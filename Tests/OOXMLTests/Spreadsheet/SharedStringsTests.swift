// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@testable import OOXML

/// The scanner of the shared string table against the XML parser.
struct SharedStringsTests {
    private static let root = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"3\">"

    static let tables: [String] = [
        "\(root)</sst>", "\(root)<si><t>a</t></si><si><t>b</t></si></sst>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n\(root)<si><t>é</t></si></sst>",
        "\u{FEFF}<?xml version='1.0'?>\(root)\n <si><t xml:space=\"preserve\"> a\tb\n</t></si>\n</sst>\n",
        "\(root)<si><t>&amp;&lt;x&gt;&quot;&apos;</t></si><si><t>&#65;&#x42;</t></si></sst>",
        "\(root)<si><t/></si><si/><si></si><si><t></t></si></sst>",
        "\(root)<si><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r></si><si><t>x</t></si></sst>",
        "\(root)<si><t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh></si><si><t>x</t></si></sst>",
        "\(root)<si><t>_x000D__x005F_</t></si><si><t>a]b</t></si><si><t>，ﬁ</t></si></sst>",
        "\(root)<si><t>a\r\nb\rc</t></si></sst>", "\(root)<si><t><![CDATA[</t></si>]]></t></si></sst>",
        "\(root)<!-- <si> --><si><t>a</t></si></sst>", "\(root)<si><t>a</t></si><extLst><ext/></extLst></sst>",
        "<x:sst xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:si><x:t>a</x:t></x:si></x:sst>",
        // Not well-formed, each in another way.
        "\(root)<si><t>a]]>b</t></si></sst>", "\(root)<si><t>\u{FFFF}</t></si></sst>", "\(root)<si><t>a</si></sst>",
        "\(root)<si><t>\u{1}</t></si></sst>", "\(root)<si><t>&nope;</t></si></sst>", "\(root)<si><t>a</t></si>",
        "\(root)\u{2}<si><t>a</t></si></sst>", "\(root)<si><t>a</t></si></sst><more/>",
        "<sst a=1><si><t>a</t></si></sst>",
        "<!DOCTYPE sst [<!ENTITY e \"x\">]>\(root)<si><t>&e;</t></si></sst>", "", "no XML",
    ]

    private static func texts(_ read: () throws(PackageError) -> SharedStrings) -> Result<[String], PackageError> {
        Result { () throws(PackageError) in try read().texts.map(\.string) }
    }

    @Test("The scanner reads as the parser does, fails as it does, however the bytes are cut", arguments: tables)
    func agrees(table: String) throws {
        let part: PartName = "/xl/sharedStrings.xml"
        let data = Array(table.utf8)
        let package = try Package(ArchiveBuilder([.deflated("xl/sharedStrings.xml", data)]).bytes())
        let parsed = Self.texts { () throws(PackageError) in
            try SharedStrings.parse(data, part, package.limits)
        }
        let whole = Self.texts { () throws(PackageError) in
            try SharedStrings.read(part, of: package, .byItself)
        }
        #expect(whole == parsed)
        for window in [64, 71, 130] {
            let ahead = try #require(PartsAhead([part], of: package, window: window))
            let pieces = Self.texts { () throws(PackageError) in
                try SharedStrings.read(part, of: package, .ahead(ahead))
            }
            #expect(pieces == parsed)
        }
    }

    @Test("Texts of any bytes and lengths are those of the parser", arguments: [UInt64(1), 2, 3])
    func random(seed: UInt64) throws {
        let pieces = [
            "a", "bcd", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "é", "字", "\u{FFFD}", "😀", "]", "]]", "_",
            "_x0041_", "\t", "\n", " ", "~", "\u{7F}", "&amp;lt;",
        ]
        var random = SplitMix(seed: seed)
        var data = Self.root
        for _ in 0..<2_000 {
            data += random.next() % 4 == 0 ? "<si><t xml:space=\"preserve\">" : "<si><t>"
            for _ in 0..<random.next() % 12 { data += pieces[Int(random.next() % UInt64(pieces.count))] }
            data += "</t></si>"
        }
        data += "</sst>"
        let package = try Package(ArchiveBuilder([.deflated("s.xml", Array(data.utf8))]).bytes())
        let parsed = try SharedStrings.parse(Array(data.utf8), "/s.xml", package.limits)
        let read = try SharedStrings.read("/s.xml", of: package, .byItself)
        #expect(read.texts.map(\.string) == parsed.texts.map(\.string))
        #expect(read.count == 2_000)
    }

    @Test("Invalid UTF-8 is refused with the place that the parser tells")
    func invalid() throws {
        let part: PartName = "/s.xml"
        let data = Array("\(Self.root)<si><t>a".utf8) + [0xC3] + Array("</t></si></sst>".utf8)
        let package = try Package(ArchiveBuilder([.deflated("s.xml", data)]).bytes())
        let parsed = Self.texts { () throws(PackageError) in
            try SharedStrings.parse(data, part, package.limits)
        }
        let read = Self.texts { () throws(PackageError) in
            try SharedStrings.read(part, of: package, .byItself)
        }
        #expect((try? parsed.get()) == nil)
        #expect(read == parsed)
    }

    @Test("Entries keep their positions past many that are not plain")
    func positions() throws {
        let entries = (0..<4_000).map { number in
            number.isMultiple(of: 3) ? "<si><t>\(number)</t></si>" : "<si><r><t>\(number)</t></r></si>"
        }
        let data = Array("\(Self.root)\(entries.joined())</sst>".utf8)
        let package = try Package(ArchiveBuilder([.deflated("s.xml", data)]).bytes())
        let strings = try SharedStrings.read("/s.xml", of: package, .byItself)
        #expect(strings.texts.map(\.string) == (0..<4_000).map(String.init))
        #expect(strings.texts.map(\.sharedIndex) == (0..<4_000).map(Int32.init))
    }
}
