// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

/// Number formats for a range, checked.
struct NumberFormatGrid {
    /// Codes, `nil` where the format stays; one, or one for each cell.
    let codes: [String?]
    private let textCodes: Set<String>

    /// Throws `invalidArgument` for what is no format code.
    init(_ grid: CellInputs) throws(WorkbookError) {
        var known: [String: Bool] = [:]
        var codes: [String?] = []
        codes.reserveCapacity(grid.elements.count)
        for element in grid.elements {
            switch element {
            case .unchanged: codes.append(nil)
            case .text(let text):
                let code = text.isEmpty ? "General" : text
                if known[code] == nil {
                    let format = NumberFormat(code)
                    guard format.isValid, code.utf16.count <= 255 else {
                        throw .invalidArgument("'\(code.prefix(100))' is not a number format.")
                    }
                    known[code] = format.isText
                }
                codes.append(code)
            case .number, .boolean: throw .invalidArgument("A number format is a text.")
            }
        }
        self.codes = codes
        textCodes = Set(known.filter(\.value).keys)
    }

    /// Whether the format for a position makes a text cell; `nil` when the format stays.
    func isText(at position: Int) -> Bool? {
        codes[codes.count == 1 ? 0 : position].map { textCodes.contains($0) }
    }

    var hasTextFormat: Bool { !textCodes.isEmpty }
}

/// Which cells of a range are formatted as text (`@`), with the formats that a command is about to set.
struct TextCells {
    private let columns: Int
    /// For each cell, row by row; empty when all cells are alike.
    private var flags: [Bool] = []
    private var common = false

    init(_ workbook: Workbook, _ sheetIndex: Int, _ range: CellRange, _ formats: NumberFormatGrid?) {
        columns = range.columnCount
        let sheet = workbook.sheets[sheetIndex]
        let textStyles = Set(
            workbook.styles.formats.indices.filter { workbook.styles.numberFormat(ofStyle: UInt16($0)).isText })
        if let formats, formats.codes.count == 1, let isText = formats.isText(at: 0) {
            common = isText
            return
        }
        if textStyles.isEmpty, formats?.hasTextFormat != true { return }
        let lookup = StyleLookup(sheet, in: range)
        flags.reserveCapacity(range.cellCount)
        for row in range.firstRow...range.lastRow {
            for column in range.firstColumn...range.lastColumn {
                let style = lookup.effective(sheet.styles[row, column], row, column)
                flags.append(formats?.isText(at: flags.count) ?? textStyles.contains(Int(style)))
            }
        }
    }

    /// Whether all cells of the range are alike.
    var isUniform: Bool { flags.isEmpty }

    func contains(_ row: Int, _ column: Int) -> Bool { flags.isEmpty ? common : flags[row * columns + column] }
}
