// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// The addresses of ranges as requests write them.
enum RangeAddress {
    /// Longest address read, as in Excel.
    private static let maximumLength = 8192

    /// What an address means below a worksheet: `A1:B2`, `$A$1`, `C:C`, `2:4`, any of them behind a sheet's name, or a
    /// defined name that is a range.
    static func area(_ text: String, on sheet: Worksheet?, in workbook: Workbook) throws(GraphError) -> Area {
        guard text.utf8.count <= maximumLength else { throw invalid(text) }
        let (prefix, address) = try split(text)
        var home = sheet
        if let prefix {
            guard let named = workbook.sheet(named: prefix) else {
                throw .itemNotFound("The worksheet '\(prefix.prefix(100))' does not exist.")
            }
            if let sheet, sheet.id != named.id {
                throw .invalidArgument("The address names another worksheet than the path.")
            }
            home = named
        }
        if let home, let range = CellRange(a1: address) { return Area(sheet: home.id, range: range) }
        if let name = workbook.definedName(address, on: home?.id), let area = workbook.area(of: name) {
            if let sheet, area.sheet != sheet.id {
                throw .invalidArgument("The name '\(address.prefix(100))' is a range of another worksheet.")
            }
            return area
        }
        throw invalid(text)
    }

    /// The sheet's name without its quotes, and what follows the exclamation mark.
    private static func split(_ text: String) throws(GraphError) -> (sheet: String?, address: String) {
        guard let mark = text.lastIndex(of: "!") else { return (nil, text) }
        let address = String(text[text.index(after: mark)...])
        let prefix = text[..<mark]
        guard prefix.first == "'" else { return (String(prefix), address) }
        guard prefix.count >= 2, prefix.last == "'" else { throw invalid(text) }
        return (unquoted(prefix), address)
    }

    /// The name between quotes, with quotes inside it no longer doubled.
    private static func unquoted(_ quoted: Substring) -> String {
        var name = ""
        var isHalf = false
        for scalar in quoted.unicodeScalars.dropFirst().dropLast() {
            isHalf = scalar == "'" && !isHalf
            if !isHalf { name.unicodeScalars.append(scalar) }
        }
        return name
    }

    private static func invalid(_ text: String) -> GraphError {
        .invalidArgument("'\(text.prefix(100))' is not an address of this workbook.")
    }

    /// The address of an answer, always with its sheet: `Sheet1!A1:B2`, `'My sheet'!A:C`.
    static func text(_ area: Area, in workbook: Workbook) -> String {
        workbook.quotedName(of: area.sheet) + "!" + area.range.a1
    }
}
