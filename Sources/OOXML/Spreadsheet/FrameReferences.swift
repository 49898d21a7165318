// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Lets the references in elements around the cells that the workbook does not model follow its edits: conditional
/// formats, validations, hyperlinks, protected ranges, ignored errors, breaks, sparklines and what else is in `extLst`.
struct FrameReferences {
    let follower: ReferenceFollower
    let sheet: SheetID

    /// Elements the workbook models, which are written from it.
    private static let modelled: Set<String> = [
        "sheetProtection", "autoFilter", "mergeCells", "tableParts", "drawing", "legacyDrawing",
    ]

    func follow(_ root: XMLElement, _ edit: inout XMLEdit) {
        for child in root.children where !Self.modelled.contains(child.name.local) {
            follow(child, origin: CellAddress(row: 0, column: 0), &edit)
        }
    }

    /// Elements that mean nothing without the cells they are for.
    private static let ranged: Set<String> = [
        "conditionalFormatting", "dataValidation", "hyperlink", "protectedRange", "ignoredError", "cellWatch",
        "sparkline", "sortState",
    ]

    private func follow(_ element: XMLElement, origin: CellAddress, _ edit: inout XMLEdit) {
        var origin = origin
        if let list = areas(of: element) {
            origin = list.split(separator: " ").first.flatMap { CellRange(a1: String($0))?.first } ?? origin
        }
        if follower.movesCells(of: sheet) {
            if isGone(element) { return edit.remove(element) }
            let rest = element.children.filter { !isGone($0) }.count
            if rest < element.children.count, element["count"] != nil {
                edit.setAttribute("count", String(rest), of: element)
            }
        }
        if element.children.isEmpty, !element.text.isEmpty { followText(of: element, origin, &edit) }
        followAttributes(of: element, origin, &edit)
        for child in element.children { follow(child, origin: origin, &edit) }
    }

    /// Whether all cells that an element, or each of its children, is for were deleted.
    private func isGone(_ element: XMLElement) -> Bool {
        if Self.ranged.contains(element.name.local), let list = areas(of: element), !list.isEmpty,
            follower.list(list, on: sheet).isEmpty
        {
            return true
        }
        return !element.children.isEmpty && element.children.allSatisfy(isGone)
    }

    /// The cells an element is for: its own attribute, or for extensions a child.
    private func areas(of element: XMLElement) -> String? {
        element["sqref"] ?? element["ref"] ?? element.children.first { $0.name.local == "sqref" }?.text
    }

    private func followAttributes(of element: XMLElement, _ origin: CellAddress, _ edit: inout XMLEdit) {
        if follower.movesCells(of: sheet) {
            for name in ["sqref", "ref", "r"] {
                guard let list = element[name] else { continue }
                let followed = follower.list(list, on: sheet)
                if followed != list, !followed.isEmpty { edit.setAttribute(name, followed, of: element) }
            }
            if element.name.local == "brk", let id = element.integer("id") { followBreak(element, id, &edit) }
        }
        if element.name.local == "hyperlink", let location = element["location"],
            let followed = follower.formula(location, on: sheet, origin: origin)
        {
            edit.setAttribute("location", followed, of: element)
        }
    }

    /// A page break stands before the row or column of its number, counted from zero.
    private func followBreak(_ element: XMLElement, _ id: Int, _ edit: inout XMLEdit) {
        // Breaks of columns reach over rows, which is what their `max` says.
        let isColumn = element.integer("max") == Int(GridLimits.lastRow)
        let position = Int32(clamping: id)
        let cell =
            isColumn
            ? CellRange(firstRow: 0, firstColumn: position, lastRow: GridLimits.lastRow, lastColumn: position)
            : CellRange(firstRow: position, firstColumn: 0, lastRow: position, lastColumn: GridLimits.lastColumn)
        guard cell.isOnGrid else { return }
        guard let moved = follower.range(cell, on: sheet) else { return edit.remove(element) }
        let new = Int(isColumn ? moved.firstColumn : moved.firstRow)
        if new != id { edit.setAttribute("id", String(new), of: element) }
    }

    private func followText(of element: XMLElement, _ origin: CellAddress, _ edit: inout XMLEdit) {
        var followed: String?
        switch element.name.local {
        case "formula", "formula1", "formula2", "f":
            followed = follower.formula(element.text, on: sheet, origin: origin)
        case "sqref":
            let list = follower.list(element.text, on: sheet)
            if follower.movesCells(of: sheet), list != element.text, !list.isEmpty { followed = list }
        default: break
        }
        guard let followed else { return }
        var writer = XMLWriter()
        writer.text(followed)
        edit.setContent(String(decoding: writer.finish(), as: UTF8.self), of: element)
    }
}
