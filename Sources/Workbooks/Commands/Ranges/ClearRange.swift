// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// Clears the contents of cells, their formats, or both.
public struct ClearRange: Command {
    public enum ApplyTo: String, Codable, Sendable {
        case all = "All"
        case formats = "Formats"
        case contents = "Contents"
    }

    public static let name = "range.clear"

    public var sheet: SheetID
    public var range: CellRange
    public var applyTo: ApplyTo

    public init(sheet: SheetID, range: CellRange, applyTo: ApplyTo = .all) {
        self.sheet = sheet
        self.range = range
        self.applyTo = applyTo
    }

    public func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change {
        guard range.isOnGrid else { throw .invalidReference("The range is off the grid.") }
        let sheetIndex = try workbook.position(of: sheet)
        if applyTo != .contents { try workbook.checkMayFormat(sheetIndex: sheetIndex) }
        var change = Change()
        if applyTo != .formats { change = try workbook.clearContents(range, sheetIndex: sheetIndex) }
        if applyTo != .contents { change += workbook.clearFormats(range, sheetIndex: sheetIndex) }
        return change
    }
}

extension Workbook {
    /// Empties cells. Headers of tables get generated names, as a header is never blank.
    mutating func clearContents(_ range: CellRange, sheetIndex: Int) throws(WorkbookError) -> Change {
        // What lies outside the used range is empty, locked or not.
        guard let used = contentRange(sheetIndex)?.intersection(range) else { return Change() }
        try checkUnlocked(used, sheetIndex: sheetIndex)
        let arrays = try arraysToRelease(in: used, sheetIndex: sheetIndex) { _, _ in true }
        var change = release(arrays, sheetIndex: sheetIndex) { used.contains($0) }
        var cleared = RangeEntries(range: used, elements: [.unchanged])
        for table in sheets[sheetIndex].tables {
            guard let headers = table.headerRange?.intersection(used) else { continue }
            for column in headers.firstColumn...headers.lastColumn { cleared[headers.firstRow, column] = .blank }
        }
        let renames = try headerRenames(&cleared, sheetIndex: sheetIndex)
        let area = Area(sheet: sheets[sheetIndex].id, range: used)
        if sheets[sheetIndex].formulas.usedRange(in: used) != nil { change.formulas.append(area) }
        change.values.append(area)
        sheets[sheetIndex].values.clear(used)
        sheets[sheetIndex].formulas.clear(used)
        for table in sheets[sheetIndex].tables {
            guard let headers = table.headerRange?.intersection(used) else { continue }
            for column in headers.firstColumn...headers.lastColumn {
                guard case .constant(let value, _, _) = cleared[headers.firstRow, column] else { continue }
                sheets[sheetIndex].set(value, row: headers.firstRow, column: column)
            }
        }
        for rename in renames { change += renameColumn(rename) }
        return change
    }

    /// The rectangle of all values and formulas of a sheet.
    func contentRange(_ sheetIndex: Int) -> CellRange? { sheets[sheetIndex].usedRange(valuesOnly: true) }

    /// Takes the formats off cells, whole rows and whole columns, and unmerges.
    mutating func clearFormats(_ range: CellRange, sheetIndex: Int) -> Change {
        sheets[sheetIndex].styles.clear(range)
        sheets[sheetIndex].merges.removeAll { $0.intersects(range) }
        if range.isWholeColumns {
            for (columns, properties) in sheets[sheetIndex].columns.parts(of: range.firstColumn...range.lastColumn)
            where properties.style != 0 {
                var properties = properties
                properties.style = 0
                sheets[sheetIndex].columns.set(properties, for: columns)
            }
        }
        if range.isWholeRows {
            var styled: [(Int32, RowProperties)] = []
            sheets[sheetIndex].rows.forEach(in: range.firstRow...range.lastRow) { row, properties in
                if properties.style != 0 { styled.append((row, properties)) }
            }
            for (row, properties) in styled {
                var properties = properties
                properties.style = 0
                sheets[sheetIndex].rows[row] = properties
            }
        }
        return formatChange(range, sheetIndex)
    }
}
