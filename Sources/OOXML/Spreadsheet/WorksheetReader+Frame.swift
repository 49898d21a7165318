// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension WorksheetReader {
    /// Reads what stands around the cells.
    mutating func readFrame(_ root: XMLElement) throws(PackageError) {
        guard root.is("worksheet") else {
            throw .malformedXML(part: part.path, offset: 0, .unexpectedContent("not a worksheet"))
        }
        if let uid = root.attributes.first(where: { $0.name.local == "uid" })?.value, uid.hasPrefix("{") {
            sheet.uid = uid
        }
        hasPhonetics = root.child("phoneticPr") != nil
        if let format = root.child("sheetFormatPr") {
            if let height = format["defaultRowHeight"].flatMap(Double.init) { sheet.rows.defaultHeight = height }
            if let width = format["defaultColWidth"].flatMap(Double.init) { sheet.columns.defaultWidth = width }
        }
        // They do not overlap, so that there cannot be more than columns.
        for element in (root.child("cols")?.children("col") ?? []).prefix(Int(GridLimits.columns)) {
            readColumns(element)
        }
        for element in root.child("mergeCells")?.children("mergeCell") ?? [] {
            if let range = element["ref"].flatMap(CellRange.init(a1:)) { sheet.merges.append(range) }
        }
        if let protection = root.child("sheetProtection"), protection.flag("sheet") {
            sheet.protection = SheetProtection(protection)
        }
        if let filter = root.child("autoFilter"), let range = filter["ref"].flatMap(CellRange.init(a1:)) {
            sheet.filterRange = range
            if !filter.children("filterColumn").isEmpty { sheet.markFilteredRows(in: range) }
        }
    }

    private mutating func readColumns(_ element: XMLElement) {
        guard let first = element.integer("min"), let last = element.integer("max"), first >= 1, last >= first,
            last <= Int(GridLimits.columns)
        else { return }
        sheet.columns.set(
            ColumnProperties(
                width: element["width"].flatMap(Double.init), isHidden: element.flag("hidden"),
                style: UInt16(clamping: element.integer("style") ?? 0)),
            for: Int32(first - 1)...Int32(last - 1))
    }
}

extension Worksheet {
    /// Hidden rows under a filter that has criteria are hidden by it.
    mutating func markFilteredRows(in range: CellRange) {
        guard range.firstRow < range.lastRow else { return }
        var hidden: [(Int32, RowProperties)] = []
        rows.forEach(in: range.firstRow + 1...range.lastRow) { row, properties in
            if properties.isHidden { hidden.append((row, properties)) }
        }
        for (row, properties) in hidden {
            var filtered = properties
            filtered.isFiltered = true
            rows[row] = filtered
        }
    }
}

extension SheetProtection {
    /// The file says what is forbidden, Graph what is allowed; both forbid everything here by default.
    fileprivate init(_ element: XMLElement) {
        self.init()
        func isAllowed(_ name: String) -> Bool { element[name].map { $0 == "0" || $0 == "false" } ?? false }
        allowAutoFilter = isAllowed("autoFilter")
        allowDeleteColumns = isAllowed("deleteColumns")
        allowDeleteRows = isAllowed("deleteRows")
        allowFormatCells = isAllowed("formatCells")
        allowFormatColumns = isAllowed("formatColumns")
        allowFormatRows = isAllowed("formatRows")
        allowInsertColumns = isAllowed("insertColumns")
        allowInsertHyperlinks = isAllowed("insertHyperlinks")
        allowInsertRows = isAllowed("insertRows")
        allowPivotTables = isAllowed("pivotTables")
        allowSort = isAllowed("sort")
    }
}
