// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats
import OData
import Workbooks

/// The number formats of a range's cells: a cell's own, else its row's, else its column's.
struct CellStyles {
    private let table: StyleTable
    private let columnStyles: [UInt16]
    private let rowStyles: [Int32: UInt16]
    private var rows: GridRows<UInt16>
    private var formats: [UInt16: NumberFormat] = [:]
    private var codes: [UInt16: [UInt8]] = [:]

    init(_ sheet: Worksheet, in range: CellRange, _ table: StyleTable) {
        self.table = table
        var columnStyles = Array(repeating: UInt16(0), count: range.columnCount)
        for span in sheet.columns.spans where span.properties.style != 0 {
            let columns = max(span.columns.lowerBound, range.firstColumn)
            guard columns <= min(span.columns.upperBound, range.lastColumn) else { continue }
            for column in columns...min(span.columns.upperBound, range.lastColumn) {
                columnStyles[Int(column - range.firstColumn)] = span.properties.style
            }
        }
        self.columnStyles = columnStyles
        var rowStyles: [Int32: UInt16] = [:]
        sheet.rows.forEach(in: range.firstRow...range.lastRow) { row, properties in
            if properties.style != 0 { rowStyles[row] = properties.style }
        }
        self.rowStyles = rowStyles
        rows = GridRows(sheet.styles, in: range)
    }

    mutating func move(to row: Int32) { rows.move(to: row) }

    private func style(_ row: Int32, _ offset: Int) -> UInt16 {
        let own = rows.element(row, offset)
        if own != 0 { return own }
        if !rowStyles.isEmpty, let style = rowStyles[row] { return style }
        return columnStyles[offset]
    }

    mutating func format(_ row: Int32, _ offset: Int) -> NumberFormat {
        let style = style(row, offset)
        if let format = formats[style] { return format }
        let format = table.numberFormat(ofStyle: style)
        formats[style] = format
        return format
    }

    /// The format's code as a JSON string, escaped once for all cells that share it.
    mutating func serializedCode(_ row: Int32, _ offset: Int) -> [UInt8] {
        let style = style(row, offset)
        if let code = codes[style] { return code }
        var writer = JSONWriter()
        writer.value(table.numberFormat(ofStyle: style).code)
        codes[style] = writer.bytes
        return writer.bytes
    }
}
