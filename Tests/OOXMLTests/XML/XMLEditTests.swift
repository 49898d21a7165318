// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import OOXML

@Suite("Editing XML in place")
struct XMLEditTests {
    static let source =
        "<?xml version=\"1.0\"?>\r\n<a  k = 'v'\n  x:l=\"&quot;&gt;\" xmlns:x='u' ><b/><!-- c --><b n='1'>t</b  ><e f=''/></a >\n"

    static func edited(_ change: (inout XMLEdit, XMLElement) -> Void) throws -> String {
        let document = try XMLDocument(Array(source.utf8), part: "/x")
        var edit = XMLEdit(document)
        change(&edit, document.root)
        let bytes = edit.bytes()
        _ = try XMLDocument(bytes, part: "/x")
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("Only what is said changes")
    func replaces() throws {
        let cases: [(String, String, (inout XMLEdit, XMLElement) -> Void)] = [
            ("", "", { _, _ in }),
            ("k = 'v'", "k = \"&lt;w'&gt;\"", { $0.setAttribute("k", "<w'>", of: $1) }),
            ("x:l=\"&quot;&gt;\"", "x:l=\"m\"", { $0.setAttribute("x:l", "m", of: $1) }),
            ("  k = 'v'", "", { $0.setAttribute("k", nil, of: $1) }),
            ("xmlns:x='u' >", "xmlns:x='u' new=\"1\" >", { $0.setAttribute("new", "1", of: $1) }),
            ("<b/>", "<b new=\"1\"/>", { $0.setAttribute("new", "1", of: $1.children[0]) }),
            ("<b/>", "<b/>", { $0.setAttribute("new", nil, of: $1.children[0]) }),
            ("<b/>", "<b><c/></b>", { $0.append("<c/>", to: $1.children[0]) }),
            ("<b/>", "<b>in</b>", { $0.setContent("in", of: $1.children[0]) }),
            (">t<", ">t<c/><", { $0.append("<c/>", to: $1.children[1]) }),
            (">t<", ">u<", { $0.setContent("u", of: $1.children[1]) }),
            ("<b n='1'>t</b  >", "", { $0.remove($1.children[1]) }),
            ("<b n='1'>t</b  >", "<d/>", { $0.replace($1.children[1], with: "<d/>") }),
            (
                "<e f=''/>", "<e f=\"2\">3</e>",
                {
                    $0.setContent("3", of: $1.children[2])
                    $0.setAttribute("f", "2", of: $1.children[2])
                }
            ),
            (
                "<b/>", "<x/><y/><b/>",
                {
                    $0.insert("<x/>", at: $1.children[0].range.lowerBound)
                    $0.insert("<y/>", at: $1.children[0].range.lowerBound)
                }
            ),
        ]
        for (old, new, change) in cases {
            let expected = old.isEmpty ? Self.source : Self.source.replacingFirst(old, with: new)
            #expect(try Self.edited(change) == expected)
        }
    }

    @Test("A slice is the bytes as they stand")
    func slices() throws {
        let document = try XMLDocument(Array(Self.source.utf8), part: "/x")
        #expect(String(decoding: document.slice(document.root.children[1].range), as: UTF8.self) == "<b n='1'>t</b  >")
        #expect(String(decoding: document.slice(document.root.children[1].contentRange), as: UTF8.self) == "t")
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        replacing(old, with: new, maxReplacements: 1)
    }
}
