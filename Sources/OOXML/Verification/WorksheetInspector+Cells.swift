// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// A cell whose end has not come yet.
struct VerifiedCell {
    let address: CellAddress
    let type: String
    let offset: Int
    /// Text beyond Excel's limit is counted and not kept.
    private static let kept = 4 * 32_768
    private(set) var value = ""
    private(set) var inline = ""
    private(set) var formula = ""
    var hasValue = false
    var formulaTag: XMLTag?

    init(_ address: CellAddress, type: String, offset: Int) {
        self.address = address
        self.type = type
        self.offset = offset
    }

    mutating func append(_ text: String, _ path: [String]) {
        switch path[4] {
        case "v" where path.count == 5 && value.utf8.count < Self.kept: value += text
        case "f" where path.count == 5 && formula.utf8.count < Self.kept: formula += text
        case "is" where path.last == "t" && !path.contains("rPh") && inline.utf8.count < Self.kept: inline += text
        default: break
        }
    }
}

/// Rows and cells: in order, on the grid, with values of their type. ECMA-376-1 §18.3.1.4, §18.3.1.73.
extension WorksheetInspector {
    mutating func startData(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        switch (path.count, path[path.count - 1]) {
        case (3, "row"): startRow(tag, &findings)
        case (4, "c"): startCell(tag, &findings)
        case (5, "f"): cell?.formulaTag = tag
        case (5, "v"): cell?.hasValue = true
        default: break
        }
    }

    private mutating func startRow(_ tag: XMLTag, _ findings: inout Findings) {
        let offset = tag.range.lowerBound
        lastColumn = -1
        if let text = tag["r"] {
            guard let number = Int32(text), number >= 1, number <= GridLimits.rows else {
                return findings.error(.row, part, offset, "the row '\(text)' is not on the grid")
            }
            if number - 1 <= lastRow {
                findings.error(.row, part, offset, "row \(number) comes behind row \(lastRow + 1)")
            }
            lastRow = number - 1
        } else {
            lastRow += 1
        }
        if tag["customFormat"] == "1" || tag["customFormat"] == "true" { checkStyle(tag["s"], offset, &findings) }
    }

    private mutating func startCell(_ tag: XMLTag, _ findings: inout Findings) {
        let offset = tag.range.lowerBound
        var address = CellAddress(row: lastRow, column: lastColumn &+ 1)
        if let text = tag["r"] {
            guard let place = CellAddress(a1: text), place.isOnGrid else {
                cell = nil
                return findings.error(.cell, part, offset, "'\(text)' is no cell of the grid")
            }
            if place.row != lastRow {
                findings.error(.cell, part, offset, "\(text) stands in row \(lastRow + 1)")
            } else if place.column <= lastColumn {
                findings.error(.cell, part, offset, "\(text) comes behind column \(lastColumn + 1)")
            }
            address = place
        } else if !address.isOnGrid {
            cell = nil
            return findings.error(.cell, part, offset, "a cell without a place of its own is not on the grid")
        }
        lastColumn = address.column
        if let dimension, !hasLeftDimension, !dimension.contains(address) {
            hasLeftDimension = true
            findings.warning(.dimension, part, offset, "\(address.a1) is not inside the dimension \(dimension.a1)")
        }
        checkStyle(tag["s"], offset, &findings)
        checkMetadata(tag["cm"], facts.cellMetadata, "cellMetadata", offset, &findings)
        checkMetadata(tag["vm"], facts.valueMetadata, "valueMetadata", offset, &findings)
        cell = VerifiedCell(address, type: tag["t"] ?? "n", offset: offset)
    }

    private func checkMetadata(
        _ text: String?, _ count: Int, _ list: String, _ offset: Int, _ findings: inout Findings
    ) {
        guard let text else { return }
        guard let index = Int(text), index >= 0, index <= count else {
            return findings.error(.metadata, part, offset, "block \(text) is not among the \(count) of \(list)")
        }
    }

    mutating func endCell(_ findings: inout Findings) {
        guard let cell else { return }
        self.cell = nil
        if let tag = cell.formulaTag { checkFormula(tag, cell, &findings) }
        let header = headers[cell.address]
        switch cell.type {
        case "n": checkNumber(cell, &findings)
        case "s":
            checkString(cell, &findings)
            return
        case "str", "inlineStr", "d":
            let text = XString.decoded(cell.type == "inlineStr" ? cell.inline : cell.value)
            if text.utf8.count > 32_767, text.utf16.count > 32_767 {
                findings.error(.textLength, part, cell.offset, "\(cell.address.a1) has more than 32,767 characters")
            }
            if let header, !TableInspector.isSame(text, header.column) {
                findings.error(
                    .tableColumn, header.table, nil,
                    "the column '\(header.column)' has '\(text.prefix(80))' in its header cell \(cell.address.a1)")
            }
        case "b":
            if cell.hasValue, !["0", "1", "true", "false"].contains(cell.value) {
                findings.error(
                    .cellValue, part, cell.offset, "\(cell.address.a1): '\(cell.value.prefix(80))' is no boolean")
            }
        case "e":
            if CellError(text: cell.value) == nil {
                findings.warning(
                    .cellValue, part, cell.offset, "\(cell.address.a1): '\(cell.value.prefix(80))' is no error value")
            }
        default:
            findings.error(.cellValue, part, cell.offset, "\(cell.address.a1) has the unknown type '\(cell.type)'")
        }
    }

    private func checkNumber(_ cell: VerifiedCell, _ findings: inout Findings) {
        guard cell.hasValue, !cell.value.isEmpty else { return }
        if ScannedCell.Content.number(cell.value) != nil { return }
        // White space around numbers does not count, as for all of XML Schema's numbers.
        let words = cell.value.split(whereSeparator: \.isWhitespace)
        if words.count == 1, ScannedCell.Content.number(String(words[0])) != nil { return }
        findings.error(.cellValue, part, cell.offset, "\(cell.address.a1): '\(cell.value.prefix(80))' is no number")
    }

    private mutating func checkString(_ cell: VerifiedCell, _ findings: inout Findings) {
        // Many writers say of empty cells too that they hold a shared string.
        guard let word = cell.value.split(whereSeparator: \.isWhitespace).first else { return }
        guard let index = Int(word), index >= 0 else {
            return findings.error(
                .sharedString, part, cell.offset,
                "\(cell.address.a1): '\(cell.value.prefix(80))' is no position of a shared string")
        }
        if index > highestString { (highestString, highestStringOffset) = (index, cell.offset) }
        if let header = headers[cell.address] {
            facts.headers.append(
                WorkbookFacts.Header(table: header.table, column: header.column, cell: cell.address, index: index))
        }
    }

    private mutating func checkFormula(_ tag: XMLTag, _ cell: VerifiedCell, _ findings: inout Findings) {
        if facts.hasCalculationChain {
            facts.formulaCells[sheetID, default: []].append(WorkbookFacts.key(cell.address))
        }
        let offset = tag.range.lowerBound
        let range = tag["ref"].flatMap(CellRange.init(a1:))
        if let text = tag["ref"], range == nil {
            findings.error(.formula, part, offset, "\(cell.address.a1): '\(text)' is no range of cells")
        }
        switch tag["t"] ?? "normal" {
        case "normal", "dataTable": break
        case "array":
            if facts.hasCalculationChain, let range, !range.isSingleCell,
                facts.arrayRanges[sheetID, default: []].count < WorkbookFacts.maximumArrayRanges
            {
                facts.arrayRanges[sheetID, default: []].append(range)
            }
            if let range, range.first != cell.address {
                findings.error(.formula, part, offset, "\(cell.address.a1) has the array formula of \(range.a1)")
            }
        case "shared":
            guard let index = tag["si"].flatMap({ Int($0) }) else {
                return findings.error(.formula, part, offset, "\(cell.address.a1) shares a formula without si")
            }
            if !cell.formula.isEmpty {
                sharedFormulas.insert(index)
            } else if !sharedFormulas.contains(index) {
                findings.error(
                    .formula, part, offset, "\(cell.address.a1) shares formula \(index), which no cell above has")
            }
        default: findings.error(.formula, part, offset, "\(cell.address.a1): '\(tag["t"] ?? "")' is no kind of formula")
        }
        guard !cell.formula.isEmpty else { return }
        do {
            _ = try FormulaParser.parse(
                XString.decoded(cell.formula), at: cell.address, sheets: sheets,
                syntax: FormulaSyntax(notation: .a1, dialect: .file))
        } catch {
            findings.warning(.formula, part, offset, "\(cell.address.a1): no formula: \(cell.formula.prefix(80))")
        }
    }
}
