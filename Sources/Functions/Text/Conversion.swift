// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension Text {
    /// `TEXT`: a value as a number format shows it. ECMA-376-1 §18.17.7.
    static func text(_ value: CellValue, _ format: String, _ context: CallContext) throws(CellError) -> String {
        let system = context.workbook.dateSystem
        let text: String?
        switch value {
        case .error(let error): throw error
        case .boolean(let boolean): text = TextFunction.text(for: boolean ? "TRUE" : "FALSE", formatCode: format)
        case .empty: text = TextFunction.text(for: 0, formatCode: format, dateSystem: system)
        case .number(let number): text = TextFunction.text(for: number, formatCode: format, dateSystem: system)
        case .text(let string):
            if let number = Coercion.number(text: string, system) {
                text = TextFunction.text(for: number, formatCode: format, dateSystem: system)
            } else {
                text = TextFunction.text(for: string, formatCode: format)
            }
        }
        guard let text else { throw .value }
        return try fitting(text, context)
    }

    /// `VALUE`: the number a text reads as; truth values are none. ECMA-376-1 §18.17.7.
    static func value(_ text: CellValue, _ context: CallContext) throws(CellError) -> Double {
        switch text {
        case .boolean: throw .value
        case .text(let text):
            let year = DateAndTime.currentYear(context)
            guard let number = Coercion.number(text: text, context.workbook.dateSystem, currentYear: year) else {
                throw .value
            }
            return number
        default: return try Coercion.number(text, context.workbook.dateSystem)
        }
    }
}
