// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Changes to a document as replacements of byte ranges; every other byte stays.
///
///     var edit = XMLEdit(document)
///     edit.setAttribute("name", "Costs", of: sheet)
///     edit.append("<definedName …/>", to: definedNames)
///     package.set("/xl/workbook.xml", edit.bytes())
struct XMLEdit {
    private let source: [UInt8]
    private var replacements: [Replacement] = []
    /// What goes into elements that have no end tag yet, by where their tags end.
    private var openings: [Int: (content: String, name: String)] = [:]

    private struct Replacement {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    init(_ document: XMLDocument) { source = document.bytes }

    var isEmpty: Bool { replacements.isEmpty && openings.isEmpty }

    /// Replaces a range. Ranges of one edit must not overlap; insertions at one place keep their order.
    mutating func replace(_ range: Range<Int>, with bytes: some Sequence<UInt8>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= source.count, "the range is outside the document")
        replacements.append(Replacement(range: range, bytes: Array(bytes)))
    }

    mutating func insert(_ xml: String, at offset: Int) { replace(offset..<offset, with: xml.utf8) }

    mutating func remove(_ element: XMLElement) { replace(element.range, with: []) }

    /// Takes the tags of an element away, for one whose content goes piece by piece.
    mutating func removeTags(of element: XMLElement) {
        replace(element.tag.range, with: [])
        if !element.isSelfClosing { replace(element.contentRange.upperBound..<element.range.upperBound, with: []) }
    }

    /// Replaces an element by other markup.
    mutating func replace(_ element: XMLElement, with xml: String) { replace(element.range, with: xml.utf8) }

    /// Replaces all that stands between the tags of an element.
    mutating func setContent(_ xml: String, of element: XMLElement) {
        if element.isSelfClosing {
            open(element, around: xml)
        } else {
            replace(element.contentRange, with: xml.utf8)
        }
    }

    /// Makes a text all that stands between the tags of an element. White space around it that was there stays byte for
    /// byte, line ends included, which a parser would not tell.
    mutating func setText(_ text: String, of element: XMLElement) {
        var writer = XMLWriter()
        let isSpaced = [text.first, text.last].contains { $0?.isWhitespace ?? false }
        guard isSpaced, !element.isSelfClosing else {
            writer.text(text)
            return setContent(String(decoding: writer.finish(), as: UTF8.self), of: element)
        }
        func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
        let content = source[element.contentRange]
        let lead = content.prefix(while: isSpace)
        let trail = content.dropFirst(lead.count).reversed().prefix(while: isSpace)
        let inner = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        writer.text(String(inner))
        replace(element.contentRange.dropFirst(lead.count).dropLast(trail.count), with: writer.finish())
    }

    /// Adds markup as the last content of an element.
    mutating func append(_ xml: String, to element: XMLElement) {
        if element.isSelfClosing {
            open(element, around: xml)
        } else {
            insert(xml, at: element.contentRange.upperBound)
        }
    }

    /// Gives an attribute a value, in place or behind the others; nil takes it away.
    ///
    /// The name is the one in the file, with its prefix.
    mutating func setAttribute(_ name: String, _ value: String?, of element: XMLElement) {
        var writer = XMLWriter()
        writer.attributeText(value ?? "")
        let markup = String(decoding: writer.finish(), as: UTF8.self)
        setAttribute(name, raw: value == nil ? nil : markup, of: element)
    }

    /// The same with a value that is escaped already.
    mutating func setAttribute(_ name: String, raw value: String?, of element: XMLElement) {
        let range = element.tag.range
        let attributes = RawAttribute.all(in: source, tag: range)
        let quoted = Array("\"\(value ?? "")\"".utf8)
        if let old = attributes.first(where: { source[$0.name].elementsEqual(name.utf8) }) {
            if value == nil { replace(old.range, with: []) } else { replace(old.value, with: quoted) }
        } else if value != nil {
            let end = attributes.last?.range.upperBound ?? RawAttribute.nameEnd(in: source, tag: range)
            replace(end..<end, with: Array(" \(name)=".utf8) + quoted)
        }
    }

    /// The document with all changes.
    func bytes() -> [UInt8] { bytes(of: source.indices) }

    /// A range of the document with all changes, which lie in it.
    func bytes(of range: Range<Int>) -> [UInt8] {
        let replacements = allReplacements
        let sorted = replacements.enumerated().sorted {
            ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        }
        var output: [UInt8] = []
        output.reserveCapacity(range.count + replacements.reduce(0) { $0 + $1.bytes.count })
        var position = range.lowerBound
        for (_, replacement) in sorted {
            precondition(replacement.range.lowerBound >= position, "two changes overlap")
            output.append(contentsOf: source[position..<replacement.range.lowerBound])
            output.append(contentsOf: replacement.bytes)
            position = replacement.range.upperBound
        }
        output.append(contentsOf: source[position..<range.upperBound])
        return output
    }

    /// Turns `<a/>` into `<a>…</a>`. Only the slash is replaced, so attributes may change in the same edit.
    private mutating func open(_ element: XMLElement, around xml: String) {
        openings[element.range.upperBound, default: ("", element.name.qualified)].content += xml
    }

    /// All changes, those of elements that get an end tag among them.
    private var allReplacements: [Replacement] {
        replacements
            + openings.map { end, opening in
                Replacement(range: end - 2..<end, bytes: Array(">\(opening.content)</\(opening.name)>".utf8))
            }
    }
}

/// Where one attribute stands in a start tag that a parser has accepted.
struct RawAttribute {
    /// With the white space before it.
    let range: Range<Int>
    let name: Range<Int>
    /// With its quotation marks.
    let value: Range<Int>

    static func nameEnd(in bytes: [UInt8], tag: Range<Int>) -> Int {
        bytes[tag].firstIndex { isSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") } ?? tag.upperBound
    }

    static func all(in bytes: [UInt8], tag: Range<Int>) -> [RawAttribute] {
        var attributes: [RawAttribute] = []
        var start = nameEnd(in: bytes, tag: tag)
        while let first = bytes[start..<tag.upperBound].firstIndex(where: { !isSpace($0) }),
            bytes[first] != UInt8(ascii: "/"), bytes[first] != UInt8(ascii: ">"),
            let equals = bytes[first..<tag.upperBound].firstIndex(of: UInt8(ascii: "=")),
            let open = bytes[equals..<tag.upperBound].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
            let close = bytes[(open + 1)..<tag.upperBound].firstIndex(of: bytes[open])
        {
            let end = bytes[first..<equals].firstIndex(where: isSpace) ?? equals
            attributes.append(RawAttribute(range: start..<close + 1, name: first..<end, value: open..<close + 1))
            start = close + 1
        }
        return attributes
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
