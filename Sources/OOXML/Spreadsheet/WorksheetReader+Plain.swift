// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

// What the scanner stores of cells of plain shape: straight into the planes. A cell of which part was stored before it
// turned out to be of another shape is stored again by the general way.

extension WorksheetReader {
    /// Starts a row that has a one-based number and no properties.
    @inline(__always) mutating func beginPlainRow(_ number: Int32) {
        if number <= nextRow { traits.isOrdered = false }
        row = number &- 1
        nextRow = number
        nextColumn = 0
    }

    /// Ends a cell on the grid.
    @inline(__always) mutating func storePlain(style: Int32, _ place: CellAddress) {
        note(place)
        nextColumn = place.column &+ 1
        if style > 0 { styles.set(UInt16(clamping: style), row: place.row, column: place.column) }
    }

    @inline(__always) mutating func storeShared(_ index: Int, _ place: CellAddress) {
        guard index < strings.values.count else { return traits.refersBeyondStrings = true }
        let value = strings.values[index]
        if values.lend(value, row: place.row, column: place.column) {
            lent?.note(index)
        } else {
            values.set(value, row: place.row, column: place.column)
        }
    }

    func storeText(_ text: ByteText, _ place: CellAddress) {
        let shared = CellText(XString.decoded(text.decoded))
        withExtendedLifetime(shared) {
            values.set(PackedValue(unowned: shared), row: place.row, column: place.column)
        }
    }

    /// Stores the formula that starts here if the one above in its column tells what it is, and gives its length.
    @inline(__always) mutating func storeFormulaByAbove(
        _ bytes: UnsafePointer<UInt8>, room: Int, _ kind: FormulaTemplate.Kind, _ place: CellAddress
    ) -> Int? {
        guard let known = formulaReader.numberByAbove(bytes, room: room, kind, at: place) else { return nil }
        formulas.set(known.number, row: place.row, column: place.column)
        return known.length
    }

    mutating func storeFormula(_ text: ByteText, _ kind: FormulaTemplate.Kind, _ place: CellAddress) {
        let number = formulaReader.number(of: text, kind, at: place)
        formulas.set(number, row: place.row, column: place.column)
    }
}
