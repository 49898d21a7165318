// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension SpreadsheetFile {
    /// Reads the tables a sheet's part refers to. ECMA-376-1 §18.5.
    mutating func readTables(of part: PartName, into index: Int) throws(PackageError) {
        for relationship in try package.relationships(of: part) where relationship.type == .table {
            guard let tablePart = package.resolve(relationship, from: part) else { continue }
            let root = try package.document(tablePart).root
            guard let table = Table(root) else { continue }
            workbook.reserveTableID(table.id)
            workbook.sheets[index].tables.append(table)
            parts.tables[table.id] = tablePart
            if root.child("autoFilter")?.child("filterColumn") != nil { parts.filteredTables.insert(table.id) }
        }
    }

    /// Formulas of table columns can be parsed only when all sheets and tables are known.
    mutating func parseCalculatedColumns() {
        let syntax = FormulaSyntax(notation: .a1, dialect: .file)
        let names = workbook.sheetNames
        for sheet in workbook.sheets.indices {
            for table in workbook.sheets[sheet].tables.indices {
                guard let part = parts.tables[workbook.sheets[sheet].tables[table].id],
                    let root = try? package.document(part).root,
                    let first = workbook.sheets[sheet].tables[table].dataRange?.first
                else { continue }
                let elements = root.child("tableColumns")?.children("tableColumn") ?? []
                for (column, element) in elements.enumerated() {
                    guard let formula = element.child("calculatedColumnFormula"),
                        workbook.sheets[sheet].tables[table].columns.indices.contains(column)
                    else { continue }
                    let origin = CellAddress(row: first.row, column: first.column + Int32(column))
                    guard
                        let expression = try? FormulaParser.parse(
                            formula.text, at: origin, sheets: names, syntax: syntax)
                    else { continue }
                    let kind: FormulaTemplate.Kind = formula.flag("array") ? .array : .implicit
                    workbook.sheets[sheet].tables[table].columns[column].calculatedFormula =
                        workbook.formulas.intern(FormulaTemplate(expression, kind: kind))
                }
            }
        }
    }
}

extension Table {
    /// A table from the root element of its part; `nil` when id, name or range are missing.
    fileprivate init?(_ root: XMLElement) {
        guard let id = root.integer("id"), let name = root["displayName"] ?? root["name"],
            let range = root["ref"].flatMap(CellRange.init(a1:))
        else { return nil }
        var columns: [TableColumn] = []
        for element in root.child("tableColumns")?.children("tableColumn") ?? [] {
            columns.append(
                TableColumn(
                    id: element.integer("id") ?? columns.count + 1, name: XString.decoded(element["name"] ?? ""),
                    totalsFunction: element["totalsRowFunction"],
                    totalsLabel: element["totalsRowLabel"].map(XString.decoded)))
        }
        // A table whose columns do not cover its range is repaired the way Excel names new columns.
        while columns.count < range.columnCount {
            columns.append(TableColumn(id: columns.count + 1, name: "Column\(columns.count + 1)"))
        }
        let style = root.child("tableStyleInfo")
        self.init(
            id: id, uid: root.attributes.first { $0.name.local == "uid" }?.value, name: XString.decoded(name),
            range: range, hasHeaders: root.integer("headerRowCount") != 0,
            hasTotals: (root.integer("totalsRowCount") ?? 0) > 0, columns: Array(columns.prefix(range.columnCount)),
            style: TableStyle(
                name: style?["name"], showsFirstColumn: style?.flag("showFirstColumn") ?? false,
                showsLastColumn: style?.flag("showLastColumn") ?? false,
                showsRowStripes: style?.flag("showRowStripes") ?? false,
                showsColumnStripes: style?.flag("showColumnStripes") ?? false),
            showsFilterButton: root.child("autoFilter") != nil)
        sort = (root.child("sortState") ?? root.child("autoFilter")?.child("sortState")).flatMap {
            TableSort($0, of: self)
        }
    }
}
