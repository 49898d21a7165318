// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// Looks at a worksheet part: rows and cells in `WorksheetInspector+Cells`, what stands around them here.
/// ECMA-376-1 §18.3.
struct WorksheetInspector: PartInspector {
    let part: PartName
    /// The `sheetId`, which the calculation chain names.
    let sheetID: Int
    let sheets: SheetNames
    /// Names of columns by the header cells that have to show them.
    let headers: [CellAddress: (column: String, table: PartName)]
    var facts: WorkbookFacts

    // Rows and cells.
    var lastRow: Int32 = -1
    var lastColumn: Int32 = -1
    var cell: VerifiedCell?
    var dimension: CellRange?
    var hasLeftDimension = false
    var sharedFormulas: Set<Int> = []
    var highestString = -1
    var highestStringOffset = 0

    private(set) var merges: [(range: CellRange, offset: Int)] = []
    private var columns: [ClosedRange<Int>] = []
    /// Entries of lists that say how many they have.
    private var counts: [String: Int] = [:]
    private var declared: [String: (count: Int, offset: Int)] = [:]

    init(
        _ part: PartName, sheetID: Int, _ sheets: SheetNames,
        headers: [CellAddress: (column: String, table: PartName)], _ facts: WorkbookFacts
    ) {
        self.part = part
        self.sheetID = sheetID
        self.sheets = sheets
        self.headers = headers
        self.facts = facts
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count > 1 else { return }
        if path[1] == "sheetData" { return startData(tag, path, &findings) }
        let offset = tag.range.lowerBound
        checkReferences(tag, offset, &findings)
        switch (path.count, path[path.count - 1]) {
        case (2, "dimension"): dimension = tag["ref"].flatMap(CellRange.init(a1:))
        case (2, "mergeCells"), (2, "dataValidations"), (2, "tableParts"):
            if let count = tag["count"].flatMap({ Int($0) }) { declared[path[1]] = (count, offset) }
        case (3, "sheetView"): checkView(tag, offset, &findings)
        case (3, "col"): checkColumn(tag, offset, &findings)
        case (3, "mergeCell"):
            if let range = tag["ref"].flatMap(CellRange.init(a1:)) { merges.append((range, offset)) }
        case (3, "cfRule"):
            if let index = tag["dxfId"].flatMap({ Int($0) }), index >= facts.differentialFormats {
                findings.error(
                    .differentialFormat, part, offset,
                    "dxfId \(index) leads behind the \(facts.differentialFormats) dxfs")
            }
        default: break
        }
        if path.count == 3 { counts[path[1], default: 0] += 1 }
    }

    mutating func text(_ text: String, _ path: [String], _ findings: inout Findings) {
        if path.count > 4, path[1] == "sheetData" { cell?.append(text, path) }
    }

    mutating func end(_ path: [String], _ findings: inout Findings) {
        if path.count == 4, path[1] == "sheetData" { endCell(&findings) }
    }

    mutating func finish(_ findings: inout Findings) {
        checkMerges(&findings)
        for (list, said) in declared.sorted(by: { $0.key < $1.key }) where said.count != counts[list, default: 0] {
            findings.warning(
                .count, part, said.offset,
                "\(list) says it has \(said.count) entries and has \(counts[list, default: 0])")
        }
        if highestString >= 0 {
            facts.stringUses.append(
                WorkbookFacts.StringUse(part: part, offset: highestStringOffset, index: highestString))
        }
    }

    private func checkView(_ tag: XMLTag, _ offset: Int, _ findings: inout Findings) {
        let view = tag["workbookViewId"].flatMap { Int($0) } ?? 0
        // A workbook without views has the one that every reader makes up.
        if view < 0 || view >= max(facts.views, 1) {
            findings.error(.view, part, offset, "there is no workbook view \(view)")
        }
    }

    private mutating func checkColumn(_ tag: XMLTag, _ offset: Int, _ findings: inout Findings) {
        guard let first = tag["min"].flatMap({ Int($0) }), let last = tag["max"].flatMap({ Int($0) }), first >= 1,
            last >= first, last <= Int(GridLimits.columns)
        else {
            return findings.error(
                .columns, part, offset, "columns \(tag["min"] ?? "") to \(tag["max"] ?? "") are not on the grid")
        }
        if let before = columns.last, before.upperBound >= first {
            let overlaps = columns.contains { $0.overlaps(first...last) }
            let message = "columns \(first) to \(last) come behind column \(before.upperBound)"
            if overlaps {
                findings.error(.columns, part, offset, message + " and have a description already")
            } else {
                findings.warning(.columns, part, offset, message)
            }
        }
        // More spans than columns overlap, which was reported.
        if columns.count < Int(GridLimits.columns) { columns.append(first...last) }
        checkStyle(tag["style"], offset, &findings)
    }

    func checkStyle(_ text: String?, _ offset: Int, _ findings: inout Findings) {
        guard let text else { return }
        guard let style = Int(text), style >= 0, style < facts.formats else {
            return findings.error(
                .styleIndex, part, offset, "the style \(text) is not among the \(facts.formats) cellXfs")
        }
    }

    /// The ranges that attributes of elements around the cells name.
    private func checkReferences(_ tag: XMLTag, _ offset: Int, _ findings: inout Findings) {
        guard tag.name.namespace == .spreadsheet else { return }
        for attribute in tag.attributes {
            switch attribute.name.local {
            case "ref", "sqref":
                for text in attribute.value.split(separator: " ") {
                    if let range = CellRange(a1: String(text)), range.isOnGrid { continue }
                    findings.error(
                        .reference, part, offset, "'\(text.prefix(80))' in \(tag.name.qualified) is no range of cells")
                }
            default: continue
            }
        }
    }

    /// Merged ranges must not share cells. For each column the last row that a range above has taken is kept.
    private func checkMerges(_ findings: inout Findings) {
        var taken = [Int32](repeating: -1, count: Int(GridLimits.columns))
        var budget = 50_000_000
        for (range, offset) in merges.sorted(by: { $0.range.firstRow < $1.range.firstRow }) where range.isOnGrid {
            budget -= range.columnCount
            guard budget > 0 else { return }
            if range.isSingleCell {
                findings.warning(.merge, part, offset, "\(range.a1) is one cell, merged with none")
            }
            var overlaps = false
            for column in range.firstColumn...range.lastColumn {
                overlaps = overlaps || taken[Int(column)] >= range.firstRow
                taken[Int(column)] = max(taken[Int(column)], range.lastRow)
            }
            if overlaps { findings.error(.merge, part, offset, "\(range.a1) shares cells with another merged range") }
        }
    }
}
