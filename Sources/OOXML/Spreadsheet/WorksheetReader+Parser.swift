// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Cells
import NumberFormats
import Workbooks

/// Reads the whole part through the XML parser, for parts that the scanner does not take.
extension WorksheetReader {
    mutating func readByParser(_ package: Package) throws(PackageError) {
        let reader = try XMLReader(package.data(of: part), part: part.path, limits: package.limits)
        var path: [String] = []
        var cell: ParsedCell?
        var data: Range<Int>?
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                // Of other vocabularies only that they are there counts.
                path.append(tag.name.namespace == .spreadsheet ? tag.name.local : "")
                if path.count == 2, tag.is("sheetData") { data = tag.range }
                guard path.count > 2, path[1] == "sheetData" else { continue }
                if path.count == 3, tag.is("row") {
                    beginRow(RowAttributes(tag))
                } else if path.count == 4, tag.is("c") {
                    cell = ParsedCell(tag)
                } else if path.count == 5, tag.is("f") {
                    cell?.beginFormula(tag)
                } else if path.count == 5 {
                    cell?.beginChild(path[4])
                }
            case .text(let text): cell?.append(text, in: path)
            case .end(let range):
                if path.count == 4, let finished = cell {
                    store(finished.scanned(dates))
                    cell = nil
                }
                if path.count == 2, path[1] == "sheetData", let start = data {
                    data = start.lowerBound..<max(start.upperBound, range.upperBound)
                }
                path.removeLast()
            }
        }
        // A sheet may lack the element that holds the cells when it has none, though the schema wants it.
        try readFrame(frame(of: reader.bytes, without: data ?? 0..<0, package.limits))
    }

    /// The part as a tree, its cells left out.
    private func frame(
        of bytes: [UInt8], without data: Range<Int>, _ limits: PackageLimits
    ) throws(PackageError) -> XMLElement {
        var rest = bytes
        rest.removeSubrange(data)
        return try XMLDocument(rest, part: part.path, limits: limits).root
    }
}

/// A cell put together from parser events.
private struct ParsedCell {
    private var scanned = ScannedCell()
    private let type: String
    /// The element that holds the value, of several the last one; nil for none.
    private var holder: String?
    private var value = ""

    init(_ tag: XMLTag) {
        scanned.address = tag["r"]?.read(\.address)
        scanned.style = tag["s"]?.read(\.integer) ?? 0
        scanned.metadata = tag["cm"]?.read(\.integer) ?? 0
        type = tag["t"] ?? "n"
    }

    mutating func beginFormula(_ tag: XMLTag) {
        var formula = ScannedFormula()
        formula.type = tag["t"]?.read { ScannedFormula.Kind($0) } ?? .normal
        formula.sharedIndex = tag["si"]?.read(\.integer)
        formula.range = tag["ref"]
        for attribute in tag.attributes { formula.inputs.take(attribute.name.qualified) { attribute.value } }
        scanned.formula = formula
    }

    mutating func beginChild(_ name: String) {
        guard name == "v" || name == "is" else { return }
        holder = name
        value = ""
    }

    mutating func append(_ text: String, in path: [String]) {
        guard path.count >= 5 else { return }
        switch path[4] {
        case "f" where path.count == 5: scanned.formula?.text += text
        case "v" where path.count == 5: value += text
        case "is" where path.last == "t" && !path.contains("rPh"): value += text
        default: break
        }
    }

    consuming func scanned(_ dates: DateSystem) -> ScannedCell {
        if let holder {
            scanned.content = ScannedCell.Content(type: holder == "is" ? "inlineStr" : type, value: value, dates)
        }
        return scanned
    }
}

extension RowAttributes {
    init(_ tag: XMLTag) {
        self.init()
        number = tag["r"]?.read(\.integer).map { Int32(clamping: $0) }
        height = tag["ht"]?.read(\.number)
        isHidden = tag["hidden"]?.read(\.isTrue) ?? false
        style = tag["s"]?.read(\.integer)
        hasCustomFormat = tag["customFormat"]?.read(\.isTrue) ?? false
    }
}

extension String {
    /// What an attribute says, read as the scanner reads it: a place off the grid is one, for instance, whose cell is
    /// dropped.
    func read<Result>(_ value: (ByteText) -> Result?) -> Result? {
        var text = self
        return text.withUTF8 { bytes in
            bytes.baseAddress.flatMap { value(ByteText(start: $0, count: bytes.count)) }
        }
    }
}
