// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's category Web.
enum Web {
    /// `FILTERXML`: the texts of the nodes that an XPath expression selects from a document, one below the other,
    /// numbers and dates as numbers. Excel's page FILTERXML.
    ///
    /// `#VALUE!` when the document or the expression is not valid, when it selects nothing or gives no nodes.
    static func filterXML(_ xml: String, _ xpath: String, _ context: CallContext) throws(CellError) -> Operand {
        guard let nodes = XMLText(xml)?.nodes(xpath), !nodes.isEmpty else { throw .value }
        let values = nodes.map { text in
            let text = String(decoding: Array(text.utf8).trimmingBlanks(), as: UTF8.self)
            return Coercion.number(text: text, context.workbook.dateSystem).map { .number($0) } ?? CellValue.text(text)
        }
        return values.count == 1 ? .scalar(values[0]) : .matrix(Matrix(column: values))
    }

    /// `ENCODEURL`: a text with everything but letters, digits, `-`, `_`, `.` and `~` as percent signs and the
    /// hexadecimal digits of its UTF-8 bytes. Excel's page ENCODEURL.
    static func encodeURL(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
