// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

// How a table was sorted: `sortState`. ECMA-376-1 §18.3.1.92, §18.3.1.91.

extension TableEditor {
    /// Writes the sort anew, behind the filter.
    func editSort(_ edit: inout XMLEdit, _ root: XMLElement) {
        let filter = root.child("autoFilter")
        if let inner = filter?.child("sortState"), new.filterRange != nil { edit.remove(inner) }
        let xml = Self.markup(ofSort: new, root.name)
        if let element = root.child("sortState") {
            if let xml { edit.replace(element, with: xml) } else { edit.remove(element) }
        } else if let xml {
            if let next = root.children.first(where: { $0.name.local != "autoFilter" }) {
                edit.insert(xml, at: next.range.lowerBound)
            } else {
                edit.append(xml, to: root)
            }
        }
    }

    /// The sort of a table; `nil` when it has none, or no rows.
    static func markup(ofSort table: Table, _ parent: XMLName) -> String? {
        guard let sort = table.sort, let data = table.dataRange else { return nil }
        let conditions = sort.fields.compactMap { field -> String? in
            guard let position = table.columns.firstIndex(where: { $0.id == field.columnID }) else { return nil }
            var column = data
            column.firstColumn += Int32(position)
            column.lastColumn = column.firstColumn
            let direction = field.isAscending ? "" : " descending=\"1\""
            return "<\(parent.sibling("sortCondition"))\(direction) ref=\"\(column.a1)\"/>"
        }
        guard !conditions.isEmpty else { return nil }
        let name = parent.sibling("sortState")
        let matchesCase = sort.matchesCase ? " caseSensitive=\"1\"" : ""
        let method = sort.method == .strokeCount ? " sortMethod=\"stroke\"" : ""
        return "<\(name)\(matchesCase)\(method) ref=\"\(data.a1)\">\(conditions.joined())</\(name)>"
    }
}

extension TableSort {
    /// The sort of a table from its element; `nil` when no condition is on a column of the table.
    init?(_ element: XMLElement, of table: Table) {
        let fields = element.children("sortCondition").compactMap { condition -> Field? in
            guard let range = condition["ref"].flatMap(CellRange.init(a1:)), range.columnCount == 1,
                table.columns.indices.contains(Int(range.firstColumn - table.range.firstColumn))
            else { return nil }
            let criterion: Criterion? =
                switch condition["sortBy"] {
                case nil, "value": .value
                case "cellColor": .cellColor
                case "fontColor": .fontColor
                case "icon": .icon
                default: nil
                }
            guard let criterion else { return nil }
            return Field(
                columnID: table.columns[Int(range.firstColumn - table.range.firstColumn)].id, criterion: criterion,
                isAscending: !condition.flag("descending"), hasCustomList: condition["customList"] != nil)
        }
        guard !fields.isEmpty else { return nil }
        self.init(
            fields: fields, matchesCase: element.flag("caseSensitive"),
            method: element["sortMethod"] == "stroke" ? .strokeCount : .pinYin)
    }
}
