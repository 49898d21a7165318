// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Brings the cells of a worksheet part to the spelling that `SheetDataPatcher` understands, from any other that XML
/// allows: prefixed names, comments, CDATA, UTF-16, rows and cells in any order, in pieces or without their places.
/// What is said of a row or a cell stays; only how it is spelled changes.
///
/// Names lose their prefix, for which `sheetData` declares the default namespace. What stands around the cells is kept
/// byte for byte.
struct SheetRespelling {
    private let reader: XMLReader
    private var rows: [Int32: Row] = [:]
    private var row: Int32 = 0
    private var nextRow: Int32 = 0
    private var nextColumn: Int32 = 0
    private var place: CellAddress?
    private var cell: [UInt8] = []
    /// Whether what is collected is the extensions of a row rather than a cell.
    private var isInExtensions = false
    /// The elements that are open inside the cell, as they are written.
    private var open: [String] = []
    /// Where what was not looked at yet starts.
    private var position = 0
    /// Whether something was met that cannot be respelled.
    private var isForeign = false

    private struct Row {
        var attributes: [UInt8]
        var hasProperties: Bool
        var declares: Bool
        var cells: [Int32: [UInt8]] = [:]
        /// `extLst`, which stands behind the cells.
        var extensions: [UInt8] = []
    }

    /// The part in the usual spelling, what stands before `sheetData` and the rest; nil when it has something among its
    /// cells that needs another.
    static func usual(
        _ bytes: [UInt8], part: PartName, limits: PackageLimits
    ) throws(PackageError) -> (head: [UInt8], rest: [UInt8])? {
        var respelling = SheetRespelling(reader: try XMLReader(bytes, part: part.path, limits: limits))
        guard let (tag, whole) = try respelling.readAll() else {
            let document = try XMLDocument(bytes, part: part.path, limits: limits)
            return try usual(addingCells(to: document), part: part, limits: limits)
        }
        guard !respelling.isForeign else { return nil }
        return (Array(respelling.reader.bytes[..<whole.lowerBound]), respelling.written(tag, whole))
    }

    private init(reader: XMLReader) { self.reader = reader }

    /// The tag of `sheetData` and all of the element.
    private mutating func readAll() throws(PackageError) -> (XMLTag, Range<Int>)? {
        var depth = 0
        var data: XMLTag?
        var whole: Range<Int>?
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                depth += 1
                if depth == 2, data == nil, tag.is("sheetData") { data = tag }
                if data != nil, whole == nil { start(tag, depth) }
            case .end(let range):
                if let data, whole == nil {
                    end(range, depth)
                    if depth == 2 { whole = data.range.lowerBound..<max(data.range.upperBound, range.upperBound) }
                }
                depth -= 1
            case .text: continue
            }
        }
        return data.flatMap { tag in whole.map { (tag, $0) } }
    }

    private mutating func start(_ tag: XMLTag, _ depth: Int) {
        let isOurs = tag.name.namespace == .spreadsheet
        let redeclares = tag.declarations.contains { $0.prefix.isEmpty && XMLNamespace($0.uri) != .spreadsheet }
        if redeclares || !isOurs && tag.name.prefix.isEmpty { isForeign = true }
        switch depth {
        case 3 where tag.is("row"): startRow(tag)
        case 4 where tag.is("c"): startCell(tag)
        case 4 where tag.is("extLst") && rows[row] != nil && !isSelfClosing(tag):
            isInExtensions = true
            cell = Array("<extLst".utf8) + attributes(of: tag) + [UInt8(ascii: ">")]
        case 5...:
            guard place != nil || isInExtensions else { break }
            if depth > 5 { takeText(upTo: tag.range.lowerBound) }
            let name = isOurs ? tag.name.local : tag.name.qualified
            open.append(name)
            cell += "<\(name)".utf8
            cell += attributes(of: tag)
            cell += (isSelfClosing(tag) ? "/>" : ">").utf8
        default: break
        }
        position = tag.range.upperBound
    }

    private mutating func end(_ range: Range<Int>, _ depth: Int) {
        defer { position = max(position, range.upperBound) }
        guard depth >= 4, place != nil || isInExtensions else { return }
        if depth >= 5 {
            guard let name = open.popLast(), !range.isEmpty else { return }
            takeText(upTo: range.lowerBound)
            cell += "</\(name)>".utf8
            return
        }
        guard let place else {
            rows[row]?.extensions = cell + Array("</extLst>".utf8)
            isInExtensions = false
            return
        }
        if !range.isEmpty { cell += "</c>".utf8 }
        if place.isOnGrid {
            let known = rows[place.row]?.cells[place.column]
            // Of two cells at one place the last that holds something counts.
            if known == nil || !range.isEmpty {
                rows[place.row, default: Row(attributes: [], hasProperties: false, declares: false)]
                    .cells[place.column] = cell
            }
        }
        self.place = nil
    }

    private mutating func startRow(_ tag: XMLTag) {
        let read = RowAttributes(tag)
        row = read.number.map { $0 &- 1 } ?? nextRow
        nextRow = row &+ 1
        nextColumn = 0
        guard row >= 0, row <= GridLimits.lastRow else { return }
        let hasProperties = read.height != nil || read.isHidden || read.hasCustomFormat
        guard var known = rows[row] else {
            rows[row] = Row(
                attributes: attributes(of: tag, except: ["r"]), hasProperties: hasProperties,
                declares: !tag.declarations.isEmpty)
            return
        }
        // A row in pieces has the properties of the last one that has some, and no longer the spans of one.
        if known.declares || !tag.declarations.isEmpty { isForeign = true }
        if hasProperties || !known.hasProperties {
            known.attributes = attributes(of: tag, except: ["r", "spans"])
            known.hasProperties = hasProperties
        }
        rows[row] = known
    }

    private mutating func startCell(_ tag: XMLTag) {
        let found = tag["r"]?.read(\.address) ?? CellAddress(row: row, column: nextColumn)
        nextColumn = found.column &+ 1
        place = found
        cell = Array("<c r=\"\(found.isOnGrid ? found.a1 : "A1")\"".utf8)
        cell += attributes(of: tag, except: ["r"])
        cell += (isSelfClosing(tag) ? "/>" : ">").utf8
    }

    private func isSelfClosing(_ tag: XMLTag) -> Bool {
        reader.bytes[tag.range.upperBound - 2] == UInt8(ascii: "/")
    }

    /// The attributes as they stand, each behind one space.
    private func attributes(of tag: XMLTag, except names: [String] = []) -> [UInt8] {
        var markup: [UInt8] = []
        for attribute in RawAttribute.all(in: reader.bytes, tag: tag.range) {
            let name = reader.bytes[attribute.name]
            guard !names.contains(where: { name.elementsEqual($0.utf8) }) else { continue }
            markup.append(0x20)
            markup += name
            markup.append(UInt8(ascii: "="))
            markup += reader.bytes[attribute.value]
        }
        return markup
    }

    /// Takes the text up to a tag over as it stands, without comments and with CDATA as plain text.
    private mutating func takeText(upTo end: Int) {
        var rest = reader.bytes[position..<max(position, end)]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            cell += rest[..<start]
            rest = rest[start...]
            let cdata = Array("<![CDATA[".utf8)
            let isText = rest.starts(with: cdata)
            let closing = Array((isText ? "]]>" : rest.starts(with: "<!--".utf8) ? "-->" : "?>").utf8)
            let close = rest.indices.first { rest[$0...].starts(with: closing) } ?? rest.endIndex
            if isText {
                for byte in rest[..<close].dropFirst(cdata.count) {
                    switch byte {
                    case UInt8(ascii: "&"): cell += "&amp;".utf8
                    case UInt8(ascii: "<"): cell += "&lt;".utf8
                    case UInt8(ascii: ">"): cell += "&gt;".utf8
                    default: cell.append(byte)
                    }
                }
            }
            rest = rest[close...].dropFirst(closing.count)
        }
        cell += rest
    }

    /// The part from `sheetData` on, its rows in order and once each.
    private func written(_ tag: XMLTag, _ whole: Range<Int>) -> [UInt8] {
        var output = Array("<sheetData".utf8)
        output += attributes(of: tag)
        output += Self.declaration(for: tag.name.prefix, isStrict: reader.isStrict).utf8
        output.append(UInt8(ascii: ">"))
        for (index, row) in rows.sorted(by: { $0.key < $1.key }) {
            output += "<row r=\"\(index + 1)\"".utf8
            output += row.attributes
            guard !row.cells.isEmpty || !row.extensions.isEmpty else {
                output += "/>".utf8
                continue
            }
            output.append(UInt8(ascii: ">"))
            for (_, cell) in row.cells.sorted(by: { $0.key < $1.key }) { output += cell }
            output += row.extensions
            output += "</row>".utf8
        }
        output += "</sheetData>".utf8
        output += reader.bytes[whole.upperBound...]
        return output
    }

    /// A part that has no `sheetData`, with an empty one in its place.
    private static func addingCells(to document: XMLDocument) -> [UInt8] {
        var edit = XMLEdit(document)
        let declaration = declaration(for: document.root.name.prefix, isStrict: document.isStrict)
        WorksheetOrder.insert("<sheetData\(declaration)/>", as: "sheetData", into: document.root, &edit)
        return edit.bytes()
    }

    /// What makes names without a prefix mean what those with one did.
    private static func declaration(for prefix: String, isStrict: Bool) -> String {
        guard !prefix.isEmpty else { return "" }
        let uri = XMLNamespace.spreadsheet.uri
        return " xmlns=\"\(isStrict ? XMLNamespace.strict(uri) : uri)\""
    }
}
