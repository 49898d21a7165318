// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Changes the styles of many cells, remembering what each style became.
struct StyleEdit {
    private var results: [Key: UInt16] = [:]

    private struct Key: Hashable {
        var style: UInt16
        var numberFormatID: Int?
        var hasQuotePrefix: Bool?
    }

    /// The style like `style` but with another number format or apostrophe; throws when the table of formats is full.
    mutating func style(
        _ style: UInt16, numberFormatID: Int?, hasQuotePrefix: Bool?, in styles: inout StyleTable
    ) throws(WorkbookError) -> UInt16 {
        let key = Key(style: style, numberFormatID: numberFormatID, hasQuotePrefix: hasQuotePrefix)
        if let known = results[key] { return known }
        var format = styles[style]
        if let numberFormatID { format.numberFormatID = numberFormatID }
        if let hasQuotePrefix { format.hasQuotePrefix = hasQuotePrefix }
        let result = format == styles[style] ? style : styles.intern(format)
        guard let result else {
            throw .limitExceeded("A workbook holds at most \(StyleTable.maximumFormats) different cell formats.")
        }
        results[key] = result
        return result
    }
}

/// The styles that show in cells: their own, or else those of their row or column.
struct StyleLookup {
    private let hasRows: Bool
    private let columnStyles: [Int32: UInt16]
    private let rowStyles: [Int32: UInt16]

    init(_ sheet: Worksheet, in range: CellRange) {
        var columnStyles: [Int32: UInt16] = [:]
        let wanted = range.firstColumn...range.lastColumn
        for span in sheet.columns.spans where span.properties.style != 0 && span.columns.overlaps(wanted) {
            for column in span.columns.clamped(to: wanted) {
                columnStyles[column] = span.properties.style
            }
        }
        var rowStyles: [Int32: UInt16] = [:]
        sheet.rows.forEach(in: range.firstRow...range.lastRow) { row, properties in
            if properties.style != 0 { rowStyles[row] = properties.style }
        }
        self.columnStyles = columnStyles
        self.rowStyles = rowStyles
        hasRows = !rowStyles.isEmpty
    }

    /// What a cell without a style of its own shows.
    @inline(__always) func inherited(_ row: Int32, _ column: Int32) -> UInt16 {
        if hasRows, let style = rowStyles[row] { return style }
        return columnStyles.isEmpty ? 0 : columnStyles[column] ?? 0
    }

    @inline(__always) func effective(_ own: UInt16, _ row: Int32, _ column: Int32) -> UInt16 {
        own != 0 ? own : inherited(row, column)
    }
}
