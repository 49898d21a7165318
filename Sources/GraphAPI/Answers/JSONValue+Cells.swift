// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import OData
import Workbooks

extension JSONValue {
    /// A cell's value as answers have it: an error as its text, an empty cell as the empty text.
    init(_ value: CellValue) {
        switch value {
        case .empty: self = ""
        case .number(let number): self = .number(number)
        case .text(let text): self = .string(text)
        case .boolean(let boolean): self = .bool(boolean)
        case .error(let error): self = .string(error.text)
        }
    }

    /// The values of a small range, as an array of rows.
    static func grid(_ range: CellRange, _ sheet: Worksheet) -> JSONValue {
        .array(
            (range.firstRow...range.lastRow).map { row in
                .array((range.firstColumn...range.lastColumn).map { JSONValue(sheet.value(row, $0)) })
            })
    }
}
