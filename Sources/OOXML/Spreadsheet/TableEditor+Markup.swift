// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension TableEditor {
    /// The part of a table that is new.
    static func bytes(of table: Table, isStrict: Bool, _ formula: FormulaText) -> [UInt8] {
        let name = XMLName(namespace: .spreadsheet, local: "table", prefix: "")
        var writer = XMLWriter()
        writer.raw(XMLWriter.declaration)
        writer.raw("<table")
        writer.attribute("xmlns", isStrict ? XMLNamespace.strict(name.namespace.uri) : name.namespace.uri)
        if let uid = table.uid {
            writer.attribute("xmlns:mc", XMLNamespace.markupCompatibility.uri)
            writer.attribute("mc:Ignorable", "xr")
            writer.attribute("xmlns:xr", BlankParts.revisionNamespace)
            writer.attribute("xr:uid", uid)
        }
        writer.attribute("id", table.id)
        writer.attribute("name", table.name)
        writer.attribute("displayName", table.name)
        writer.attribute("ref", table.range.a1)
        if !table.hasHeaders { writer.attribute("headerRowCount", "0") }
        if table.hasTotals { writer.attribute("totalsRowCount", "1") } else { writer.attribute("totalsRowShown", "0") }
        writer.raw(">")
        if let range = table.filterRange {
            writer.raw("<autoFilter")
            writer.attribute("ref", range.a1)
            writer.raw("/>")
        }
        if let sort = markup(ofSort: table, name) { writer.raw(sort) }
        writer.raw("<tableColumns")
        writer.attribute("count", table.columns.count)
        writer.raw(">")
        for (position, column) in table.columns.enumerated() {
            writer.raw(markup(column, position, name, formula)[...])
        }
        writer.raw("</tableColumns>")
        writer.raw(markup(table.style, name))
        writer.raw("</table>")
        return writer.finish()
    }

    /// A column that is new; `parent` gives the prefix.
    static func markup(_ column: TableColumn, _ position: Int, _ parent: XMLName, _ formula: FormulaText) -> [UInt8] {
        var writer = XMLWriter()
        let name = parent.sibling("tableColumn")
        writer.raw("<\(name)")
        writer.attribute("id", column.id)
        writer.raw(" name=\"")
        writer.raw(column.name.columnMarkup)
        writer.raw("\"")
        if let function = column.totalsFunction { writer.attribute("totalsRowFunction", function) }
        if let label = column.totalsLabel { writer.attribute("totalsRowLabel", label) }
        if column.calculatedFormula == 0 {
            writer.raw("/>")
        } else {
            writer.raw(">")
            writer.raw(formulaMarkup(formula(column.calculatedFormula, position), parent))
            writer.raw("</\(name)>")
        }
        return writer.finish()
    }

    static func formulaMarkup(_ formula: (text: String, isArray: Bool), _ parent: XMLName) -> String {
        let name = parent.sibling("calculatedColumnFormula")
        var writer = XMLWriter()
        writer.raw(formula.isArray ? "<\(name) array=\"1\">" : "<\(name)>")
        writer.text(formula.text)
        writer.raw("</\(name)>")
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    static func markup(_ style: TableStyle, _ parent: XMLName) -> String {
        var writer = XMLWriter()
        writer.raw("<\(parent.sibling("tableStyleInfo"))")
        if let name = style.name { writer.attribute("name", name) }
        writer.attribute("showFirstColumn", style.showsFirstColumn ? "1" : "0")
        writer.attribute("showLastColumn", style.showsLastColumn ? "1" : "0")
        writer.attribute("showRowStripes", style.showsRowStripes ? "1" : "0")
        writer.attribute("showColumnStripes", style.showsColumnStripes ? "1" : "0")
        writer.raw("/>")
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}

extension Table {
    /// What the filter buttons cover: everything but the totals; `nil` without buttons or headers.
    var filterRange: CellRange? {
        guard showsFilterButton, hasHeaders else { return nil }
        var filter = range
        if hasTotals { filter.lastRow -= 1 }
        return filter
    }
}

extension String {
    /// A column's name as the value of an attribute: Excel writes its line breaks as `_x000a_`, since an attribute
    /// would turn them into blanks.
    var columnMarkup: String {
        var writer = XMLWriter()
        for (position, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if position > 0 { writer.raw("_x000a_") }
            writer.attributeText(String(line))
        }
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}
