// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension Information {
    /// `CELL`: a fact about the upper-left cell of a reference, by default about the calling cell. ECMA-376-1 §18.17.7.
    static func cell(
        _ infoType: String, _ reference: Skippable<Reference>, _ context: CallContext
    ) throws(CellError) -> Operand {
        let own = Area(sheet: context.cell.sheet, range: CellRange(context.cell.address))
        let area = reference.value?.areas[0] ?? own
        let cell = CellDescription(sheet: area.sheet, at: area.range.first, context: context)
        let kind = infoType.lowercased()
        return kind == "width" ? .matrix(cell.width) : .scalar(try cell.fact(kind))
    }
}

/// What CELL tells of one cell.
struct CellDescription {
    private let sheet: SheetID
    private let at: CellAddress
    private let context: CallContext

    init(sheet: SheetID, at: CellAddress, context: CallContext) {
        self.sheet = sheet
        self.at = at
        self.context = context
    }

    private var workbook: any WorkbookReader { context.workbook }
    private var value: CellValue { workbook.value(sheet, at.row, at.column) }
    private var format: FormatLetters { FormatLetters(workbook.numberFormat(sheet, at.row, at.column)) }

    /// The width of the column in whole characters, and whether it is that of columns nobody has set.
    var width: Matrix {
        let width = workbook.columnWidth(sheet, at.column)
        return Matrix(row: [
            .number(width.rounded(.toNearestOrAwayFromZero)),
            .boolean(workbook.hasDefaultWidth(sheet, at.column)),
        ])
    }

    func fact(_ kind: String) throws(CellError) -> CellValue {
        switch kind {
        case "address": return .text(address)
        case "col": return .number(Double(at.column + 1))
        case "row": return .number(Double(at.row + 1))
        case "contents": return value.isEmpty ? .number(0) : value
        case "filename": return .text(fileName)
        case "format": return .text(format.letters)
        case "color": return .number(format.colorsNegatives ? 1 : 0)
        case "parentheses": return .number(format.hasParentheses ? 1 : 0)
        case "prefix": return .text(prefix)
        case "protect": return .number(workbook.cellFormat(sheet, at.row, at.column).isLocked ? 1 : 0)
        case "type":
            switch value {
            case .empty: return .text("b")
            case .text: return .text("l")
            case .number, .boolean, .error: return .text("v")
            }
        default: throw .value
        }
    }

    /// `$B$7`, for another sheet than the caller's with book and sheet before it.
    private var address: String {
        let cell = "$" + CellAddress.letters(ofColumn: at.column) + "$" + String(at.row + 1)
        if sheet == context.cell.sheet { return cell }
        let prefix = "[" + Self.bookName(workbook.fileName) + "]" + workbook.sheetName(sheet)
        let isPlain = prefix.utf8.allSatisfy {
            ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39
                || [0x5B, 0x5D, 0x5F, 0x2E].contains($0)
        }
        if isPlain { return prefix + "!" + cell }
        return "'" + prefix.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'!"
            + cell
    }

    /// `folder/[book]sheet`, nothing for a book without a name.
    private var fileName: String {
        let path = workbook.fileName
        if path.isEmpty { return "" }
        return Self.directory(path) + "[" + Self.bookName(path) + "]" + workbook.sheetName(sheet)
    }

    /// The character Lotus 1-2-3 put before a text for its alignment.
    private var prefix: String {
        guard case .text = value else { return "" }
        switch workbook.cellFormat(sheet, at.row, at.column).horizontalAlignment {
        case "general", "left": return "'"
        case "right": return "\""
        case "center", "centerContinuous": return "^"
        case "fill": return "\\"
        default: return ""
        }
    }

    private static func split(_ path: String) -> (folder: Substring, book: Substring) {
        guard let last = path.lastIndex(where: { $0 == "/" || $0 == "\\" }) else { return ("", path[...]) }
        return (path[...last], path[path.index(after: last)...])
    }

    /// The folder of a path, with its last separator.
    static func directory(_ path: String) -> String { String(split(path).folder) }

    static func bookName(_ path: String) -> String { String(split(path).book) }
}
