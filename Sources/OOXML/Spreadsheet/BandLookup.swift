// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// The changed cells of a band of rows, looked up once for all of its rows.
struct BandLookup {
    /// One column of the band.
    struct Column {
        let column: Int32
        let letters: ShortText
        /// The rows, counted in the band, in which a cell changed.
        let rows: RowMask
        let values: PageWindow<PackedValue>
        let formulas: PageWindow<UInt32>
        let styles: PageWindow<UInt16>
        let covers: PageWindow<UInt32>

        /// Whether there is nothing to write in a row of the band.
        @inline(__always) func isVacant(_ row: Int) -> Bool {
            values[row].isVacant && formulas[row] == 0 && styles[row] == 0
        }
    }

    let number: Int32
    let columns: [Column]

    /// Good as long as the sheet is not written.
    init(_ band: SheetChanges.Band, of sheet: Worksheet) {
        number = band.number
        let row = band.number << 8
        columns = band.columns.map { change in
            Column(
                column: change.column, letters: ShortText(lettersOfColumn: change.column), rows: change.rows,
                values: sheet.values.window(row: row, column: change.column),
                formulas: sheet.formulas.window(row: row, column: change.column),
                styles: sheet.styles.window(row: row, column: change.column),
                covers: sheet.arrayCover.window(row: row, column: change.column))
        }
    }
}

extension CellMarkup {
    /// Writes a row that the part did not have, with its cells in a band; nothing when there is nothing to say.
    mutating func row(_ index: Int32, in band: SheetChanges.Band?, to writer: inout XMLWriter) {
        let properties = sheet.rows[index]
        var isOpen = false
        if let band {
            let row = Int(index & 255)
            let number = ShortText(number: index + 1)
            for column in lookup(band).columns where column.rows.contains(row) && !column.isVacant(row) {
                if !isOpen {
                    openRow(index, properties, &writer)
                    writer.raw(">")
                    isOpen = true
                }
                if !plainCell(column, row, number, &writer) {
                    cell(CellAddress(row: index, column: column.column), to: &writer)
                }
            }
        }
        if isOpen { return close("row", &writer) }
        guard properties.height != nil || properties.isHidden || properties.style != 0 else { return }
        openRow(index, properties, &writer)
        writer.raw("/>")
    }

    private func openRow(_ index: Int32, _ properties: RowProperties, _ writer: inout XMLWriter) {
        open("row", &writer)
        writer.attribute("r", Int(index) + 1)
        attributes(of: properties, &writer)
    }

    private mutating func lookup(_ band: SheetChanges.Band) -> BandLookup {
        if let known, known.number == band.number { return known }
        let lookup = BandLookup(band, of: sheet)
        known = lookup
        return lookup
    }

    /// Writes a cell that holds no more than a number, a truth value or a text of the shared string table, which most
    /// cells do; false for any other.
    @inline(__always)
    private mutating func plainCell(
        _ column: BandLookup.Column, _ row: Int, _ number: ShortText, _ writer: inout XMLWriter
    ) -> Bool {
        guard prefix.isEmpty, column.formulas[row] == 0 else { return false }
        let value = column.values[row]
        switch value.kind {
        case .number:
            writer.write(atMost: 96) { sink in
                sink.open(column, row, number)
                sink.put("><v>")
                sink.put(value.number)
                sink.put("</v></c>")
            }
        case .boolean:
            writer.write(atMost: 96) { sink in
                sink.open(column, row, number)
                sink.put(value.boolean ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>")
            }
        case .text where column.covers[row] == 0 && !isInline(value):
            let position = positions.position(of: value) { strings.position(of: value.text) }
            writer.write(atMost: 96) { sink in
                sink.open(column, row, number)
                sink.put(" t=\"s\"><v>")
                sink.put(position)
                sink.put("</v></c>")
            }
        default: return false
        }
        return true
    }
}

extension ByteSink {
    /// `<c r="B7" s="3"`
    @inline(__always)
    fileprivate mutating func open(_ column: BandLookup.Column, _ row: Int, _ number: ShortText) {
        put("<c r=\"")
        put(column.letters)
        put(number)
        put("\"")
        let style = column.styles[row]
        guard style != 0 else { return }
        put(" s=\"")
        put(Int(style))
        put("\"")
    }
}
