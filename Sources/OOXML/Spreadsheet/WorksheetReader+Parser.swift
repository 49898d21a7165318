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
                path.append(tag.name.local)
                if path.count == 2, tag.is("sheetData") { data = tag.range }
                guard path.count > 2, path[1] == "sheetData" else { continue }
                if path.count == 3, tag.is("row") {
                    beginRow(RowAttributes(tag))
                } else if path.count == 4, tag.is("c") {
                    cell = ParsedCell(tag)
                } else if path.count == 5, tag.is("f") {
                    cell?.beginFormula(tag)
                } else if path.count == 5 {
                    cell?.beginChild(tag.name.local)
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
    private var value = ""
    private var inline = ""
    /// Whether there is an element that holds the value, be it empty.
    private var hasValue = false

    init(_ tag: XMLTag) {
        scanned.address = tag["r"].flatMap { text in
            // As the scanner has it: a place off the grid is one, and its cell is dropped.
            var text = text
            return text.withUTF8 { bytes in
                bytes.baseAddress.flatMap { ByteText(start: $0, count: bytes.count).address }
            }
        }
        scanned.style = tag["s"].flatMap { Int($0) } ?? 0
        scanned.metadata = tag["cm"].flatMap { Int($0) } ?? 0
        scanned.valueMetadata = tag["vm"].flatMap { Int($0) } ?? 0
        type = tag["t"] ?? "n"
    }

    mutating func beginFormula(_ tag: XMLTag) {
        var formula = ScannedFormula()
        switch tag["t"] {
        case "shared": formula.type = .shared
        case "array": formula.type = .array
        case "dataTable": formula.type = .dataTable
        default: formula.type = .normal
        }
        formula.sharedIndex = tag["si"].flatMap { Int($0) }
        formula.range = tag["ref"]
        for attribute in tag.attributes { formula.inputs.take(attribute.name.local) { attribute.value } }
        scanned.formula = formula
    }

    mutating func beginChild(_ name: String) {
        if name == "v" || name == "is" { hasValue = true }
    }

    mutating func append(_ text: String, in path: [String]) {
        guard path.count >= 5 else { return }
        switch path[4] {
        case "f" where path.count == 5: scanned.formula?.text += text
        case "v" where path.count == 5: value += text
        case "is" where path.last == "t" && !path.contains("rPh"): inline += text
        default: break
        }
    }

    consuming func scanned(_ dates: DateSystem) -> ScannedCell {
        if hasValue {
            scanned.content = ScannedCell.Content(type: type, value: type == "inlineStr" ? inline : value, dates)
        }
        return scanned
    }
}

extension RowAttributes {
    init(_ tag: XMLTag) {
        self.init()
        number = tag["r"].flatMap { Int32($0) }
        height = tag["ht"].flatMap(Double.init)
        isHidden = tag["hidden"] == "1" || tag["hidden"] == "true"
        style = tag["s"].flatMap { Int($0) }
        hasCustomFormat = tag["customFormat"] == "1" || tag["customFormat"] == "true"
    }
}
