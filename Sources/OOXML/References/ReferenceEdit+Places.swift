// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

// References that are neither formulas nor ranges.

extension ReferenceEdit {
    /// A range that moves with its first cell.
    func followBlock(_ text: String) -> String? {
        guard let sheet, let range = CellRange(a1: text), let first = follower.cell(range.first, on: sheet) else {
            return nil
        }
        let moved = range.offset(rows: first.row - range.firstRow, columns: first.column - range.firstColumn)
        return moved.isOnGrid && moved != range ? moved.corners : nil
    }

    /// `#'Sheet 1'!A1`, percent-encoded or not.
    func followFragment(_ text: String) -> String? {
        guard text.hasPrefix("#") else { return nil }
        let location = String(text.dropFirst())
        let decoded = location.percentDecoded
        guard case .respelled(let followed) = follower.formula(decoded, on: sheet) else { return nil }
        return "#" + (decoded == location ? followed : followed.replacing("%", with: "%25").replacing(" ", with: "%20"))
    }

    /// `[Book.xlsx]Sheet 1!PivotTable1`, with apostrophes around book and sheet or not.
    func followPivotTable(_ text: String) -> String? {
        guard let mark = text.lastIndex(of: "!"), let bracket = text[..<mark].lastIndex(of: "]") else { return nil }
        let start = text.index(after: bracket)
        let isQuoted = text.hasPrefix("'") && text[start..<mark].hasSuffix("'")
        let spelled = String(isQuoted ? text[start..<mark].dropLast() : text[start..<mark])
        let name = isQuoted ? spelled.replacing("''", with: "'") : spelled
        let new = follower.sheetName(name)
        guard new != name else { return nil }
        let end = isQuoted ? "'" : ""
        return "\(text[..<start])\(isQuoted ? new.replacing("'", with: "''") : new)\(end)\(text[mark...])"
    }

    /// The row or column behind a page break; its number counts from zero. ECMA-376-1 §18.3.1.3.
    func breakRange(_ text: String, _ axis: Shift.Axis) -> CellRange? {
        guard let position = Int32(text) else { return nil }
        let range =
            axis == .rows
            ? CellRange(firstRow: position, firstColumn: 0, lastRow: position, lastColumn: GridLimits.lastColumn)
            : CellRange(firstRow: 0, firstColumn: position, lastRow: GridLimits.lastRow, lastColumn: position)
        return range.isOnGrid ? range : nil
    }

    func followBreak(_ text: String, _ axis: Shift.Axis) -> String? {
        guard let sheet, let range = breakRange(text, axis), let moved = follower.range(range, on: sheet) else {
            return nil
        }
        return String(axis == .rows ? moved.firstRow : moved.firstColumn)
    }

    /// A source of data: `ref` on `sheet`, or the table `name`; one in another workbook stays, as does one whose cells
    /// or sheet are gone.
    func followSource(_ element: XMLElement, _ edit: inout XMLEdit) {
        guard element[.relationships, "id"] == nil else { return }
        if let name = element["name"], element["ref"] == nil {
            let new = follower.tableName(name)
            if new != name { edit.setAttribute("name", new, of: element) }
        }
        let name = element["sheet"]
        if let name {
            let new = follower.sheetName(name)
            if new != name { edit.setAttribute("sheet", new, of: element) }
        }
        // Only consolidation, which belongs to a sheet, may leave out which one it means.
        let own = element.name.local == "dataRef" ? sheet : nil
        guard let id = name.map({ follower.oldNames.id(named: $0) }) ?? own, let text = element["ref"],
            let range = CellRange(a1: text), let moved = follower.range(range, on: id), moved != range
        else { return }
        edit.setAttribute("ref", moved.corners, of: element)
    }

    /// The name of the table column that a slicer filters; the column itself is told by its number.
    func followSlicer(_ element: XMLElement, _ edit: inout XMLEdit) {
        guard let column = element["sourceName"],
            let table = element.filteredColumn.flatMap({ follower.oldTables[$0.table] })
        else { return }
        let new = follower.columnName(column, of: table)
        if new != column { edit.setAttribute("sourceName", new, of: element) }
    }

    /// The columns of a filter with criteria, counted from the first column of its range. ECMA-376-1 §18.3.2.7.
    func followFilter(_ element: XMLElement, _ edit: inout XMLEdit) {
        guard movesCells else { return }
        for criteria in element.children {
            guard let column = filteredColumn(criteria, of: element) else { continue }
            guard let new = column.new else {
                edit.remove(criteria)
                continue
            }
            if new != column.old { edit.setAttribute("colId", String(new), of: criteria) }
        }
    }

    /// Whether an element holds a filter's criteria for a column that is gone.
    func isLostCriteria(_ criteria: XMLElement, of element: XMLElement, _ path: [String]) -> Bool {
        guard movesCells, criteria["colId"] != nil, places.places(in: path).contains(where: { $0.meaning == .filter })
        else { return false }
        return filteredColumn(criteria, of: element).map { $0.new == nil } ?? false
    }

    /// The number of the column that criteria are for, before and after; `nil` when nobody can say.
    private func filteredColumn(_ criteria: XMLElement, of element: XMLElement) -> (old: Int, new: Int?)? {
        guard let sheet, let text = element["ref"], let range = CellRange(a1: text),
            let moved = follower.range(range, on: sheet), let id = criteria.integer("colId"),
            (0..<range.columnCount).contains(id)
        else { return nil }
        var column = range
        (column.firstColumn, column.lastColumn) = (range.firstColumn + Int32(id), range.firstColumn + Int32(id))
        return (id, follower.range(column, on: sheet).map { Int($0.firstColumn - moved.firstColumn) })
    }
}

extension String {
    /// The text with `%20` and the like read as UTF-8; the same where that is no text.
    fileprivate var percentDecoded: String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let code = UInt8(Substring(digits), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? self
    }
}
