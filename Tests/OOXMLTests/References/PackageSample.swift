// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Foundation

@testable import OOXML
@testable import Workbooks

/// A small workbook with two sheets, `One` and `Two`, and whatever parts a test puts beside them.
struct PackageSample {
    /// Markup behind `sheetData` of the first sheet, and of the second.
    var frames = ["", ""]
    /// Parts by their path, each reached from `source` by a relationship of a type.
    var parts: [Part] = []
    var definedNames = ""

    struct Part {
        var path: String
        var type: String
        var content: String
        var source = "/xl/worksheets/sheet1.xml"
    }

    static let spreadsheet = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

    /// The file: ten rows of numbers in the first four columns of either sheet.
    func file() throws -> SpreadsheetFile {
        let blank = SpreadsheetFile.blank(sheetNames: ["One", "Two"])
        var workbook = blank.workbook
        for row in Int32(0)..<10 {
            for column in Int32(0)..<4 {
                for sheet in 0...1 { workbook.sheets[sheet].set(.number(Double(row)), row: row, column: column) }
            }
        }
        workbook.sheets[0].rows[6] = RowProperties(height: 30)
        var package = try blank.saving(workbook).package
        for (number, frame) in frames.enumerated() {
            let part = PartName("/xl/worksheets/sheet\(number + 1).xml")
            var text = String(decoding: try package.data(of: part), as: UTF8.self)
            if let place = text.range(of: "<pageMargins") {
                text.insert(contentsOf: frame, at: place.lowerBound)
            }
            package.set(part, Array(text.utf8))
        }
        var types = try package.contentTypes()
        for part in parts {
            let name = PartName(part.path)
            package.set(name, Array(part.content.utf8))
            types.set(name, .xml)
            var links = try package.relationships(of: PartName(part.source))
            let type = part.type.contains("/") ? part.type : "officeDocument/2006/relationships/\(part.type)"
            _ = links.add(
                RelationshipType("http://schemas.openxmlformats.org/\(type)"), target: part.path)
            package.set(links, of: PartName(part.source))
        }
        package.set(types)
        if !definedNames.isEmpty {
            let part: PartName = "/xl/workbook.xml"
            var text = String(decoding: try package.data(of: part), as: UTF8.self)
            if let place = text.range(of: "</sheets>") {
                text.insert(contentsOf: "<definedNames>\(definedNames)</definedNames>", at: place.upperBound)
            }
            package.set(part, Array(text.utf8))
        }
        return try SpreadsheetFile(package.serialised())
    }

    /// What a part says after commands were applied to the workbook and it was saved.
    func text(of path: String, after edits: [Edit]) throws -> String {
        let saved = try saved(after: edits)
        return String(decoding: try saved.package.data(of: PartName(path)), as: UTF8.self)
    }

    func saved(after edits: [Edit]) throws -> SpreadsheetFile {
        let file = try file()
        var workbook = file.workbook
        for edit in edits { _ = try edit.command(workbook).apply(to: &workbook) }
        return try file.saving(workbook)
    }
}

/// Commands on the first sheet of a sample, and on the second, with ranges as text.
enum Edits {
    static func insert(_ range: String, _ shift: InsertCells.Direction = .down, on sheet: Int = 0) -> Edit {
        Edit("insert \(range) \(shift)") { InsertCells(sheet: $0.sheets[sheet].id, range: range.cells, shift: shift) }
    }

    static func delete(_ range: String, _ shift: DeleteCells.Direction = .up, on sheet: Int = 0) -> Edit {
        Edit("delete \(range) \(shift)") { DeleteCells(sheet: $0.sheets[sheet].id, range: range.cells, shift: shift) }
    }

    static func rename(_ name: String, sheet: Int = 0) -> Edit {
        Edit("rename \(sheet) \(name)") { UpdateWorksheet(sheet: $0.sheets[sheet].id, newName: name) }
    }

    static func reorder(_ range: String, _ sources: [Int32]) -> Edit {
        Edit("reorder \(range)") {
            ReorderRange(
                sheet: $0.sheets[0].id, range: range.cells, orientation: .rows,
                order: LineOrder(sources)!)
        }
    }

    static func deleteSheet(_ sheet: Int) -> Edit {
        Edit("delete sheet \(sheet)") { DeleteWorksheet(sheet: $0.sheets[sheet].id) }
    }
}

/// One command, made for a workbook.
struct Edit: CustomStringConvertible, Sendable {
    let description: String
    let command: @Sendable (Workbook) -> any Command

    init(_ description: String, _ command: @escaping @Sendable (Workbook) -> any Command) {
        self.description = description
        self.command = command
    }
}

extension String {
    /// The range that the text names; the first cell for anything else.
    fileprivate var cells: CellRange { CellRange(a1: self) ?? CellRange(CellAddress(row: 0, column: 0)) }
}
