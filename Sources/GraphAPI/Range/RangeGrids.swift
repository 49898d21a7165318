// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
import OData
import Workbooks

/// Writes the cell-level members of a range, straight from the planes of its sheet into the answer.
struct RangeGrids {
    let workbook: Workbook
    let sheet: Worksheet
    let range: CellRange
    let maximumBytes: Int

    func values(_ writer: inout JSONWriter) throws(GraphError) {
        var values = GridRows(sheet.values, in: range)
        try write(&writer) { writer, row in
            values.move(to: row)
            for offset in 0..<range.columnCount { writer.value(values.element(row, offset)) }
        }
    }

    func valueTypes(_ writer: inout JSONWriter) throws(GraphError) {
        var values = GridRows(sheet.values, in: range)
        try write(&writer) { writer, row in
            values.move(to: row)
            for offset in 0..<range.columnCount {
                let type =
                    switch values.element(row, offset).kind {
                    case .number: "Double"
                    case .empty: "Empty"
                    case .boolean: "Boolean"
                    case .error: "Error"
                    case .text: "String"
                    }
                writer.value(type)
            }
        }
    }

    func numberFormat(_ writer: inout JSONWriter) throws(GraphError) {
        var styles = CellStyles(sheet, in: range, workbook.styles)
        try write(&writer) { writer, row in
            styles.move(to: row)
            for offset in 0..<range.columnCount { writer.value(serialized: styles.serializedCode(row, offset)) }
        }
    }

    /// What each cell shows, whatever the width of its column.
    func text(_ writer: inout JSONWriter) throws(GraphError) {
        var values = GridRows(sheet.values, in: range)
        var styles = CellStyles(sheet, in: range, workbook.styles)
        try write(&writer) { writer, row in
            values.move(to: row)
            styles.move(to: row)
            for offset in 0..<range.columnCount {
                let value = values.element(row, offset)
                switch value.kind {
                case .empty: writer.value("")
                case .error: writer.value(value.error.text)
                case .boolean: writer.value(value.boolean ? "TRUE" : "FALSE")
                case .text: writer.value(styles.format(row, offset).text(for: value.text.string).text)
                case .number:
                    let format = styles.format(row, offset)
                    writer.value(format.text(for: value.number, dateSystem: workbook.dateSystem).text)
                }
            }
        }
    }

    /// Formulas; cells without one show their value.
    func formulas(_ writer: inout JSONWriter, _ notation: FormulaSyntax.Notation) throws(GraphError) {
        let texts = FormulaTexts(workbook, sheet, notation)
        var values = GridRows(sheet.values, in: range)
        var formulas = GridRows(sheet.formulas, in: range)
        try write(&writer) { writer, row in
            values.move(to: row)
            formulas.move(to: row)
            for offset in 0..<range.columnCount {
                let number = formulas.element(row, offset)
                if number != 0 || texts.hasArrays,
                    let text = texts.text(number, row, range.firstColumn + Int32(truncatingIfNeeded: offset))
                {
                    writer.value(text)
                } else {
                    writer.value(values.element(row, offset))
                }
            }
        }
    }

    /// Row by row, as arrays in an array, until the answer is too large.
    private func write(
        _ writer: inout JSONWriter, _ row: (inout JSONWriter, Int32) -> Void
    ) throws(GraphError) {
        writer.beginArray()
        for index in range.firstRow...range.lastRow {
            writer.beginArray()
            row(&writer, index)
            writer.endArray()
            try Self.checkSize(writer.bytes.count, maximumBytes)
        }
        writer.endArray()
    }

    /// Gives up an answer that has become too large.
    static func checkSize(_ bytes: Int, _ maximumBytes: Int) throws(GraphError) {
        guard bytes <= maximumBytes else {
            throw GraphError(
                .responsePayloadSizeLimitExceeded,
                "The response payload size has exceeded the limit. Ask for a smaller range or fewer properties.")
        }
    }
}

extension JSONWriter {
    /// A cell's value as answers have it: an error as its text, an empty cell as the empty text.
    @inline(__always)
    mutating func value(_ packed: PackedValue) {
        switch packed.kind {
        case .number: value(packed.number)
        case .empty: value("")
        case .boolean: value(packed.boolean)
        case .error: value(packed.error.text)
        case .text: value(packed.text.string)
        }
    }
}
