// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// What a resource stands for in a state of the workbook.
///
/// Between the state a path was followed in and the one a change left, things may be gone: then `itemNotFound`.
extension Resource {
    func sheet(in workbook: Workbook) throws(GraphError) -> Worksheet {
        let id: SheetID? =
            switch self {
            case .worksheet(let id), .worksheetProtection(let id): id
            case .range(let area), .rangeSort(let area): area.sheet
            case .tables(let id), .names(let id): id
            case .table(let table), .tableSort(let table), .tableRows(let table), .tableRow(let table, _),
                .tableColumns(let table), .tableColumn(let table, _):
                table.sheet
            case .namedItem(let name): name.scope
            default: nil
            }
        guard let id, let sheet = workbook.sheet(id) else { throw .itemNotFound("The worksheet does not exist.") }
        return sheet
    }

    func area() throws(GraphError) -> Area {
        switch self {
        case .range(let area), .rangeSort(let area): return area
        default: throw .itemNotFound("The range does not exist.")
        }
    }

    var tableReference: TableReference? {
        switch self {
        case .table(let table), .tableSort(let table), .tableRows(let table), .tableRow(let table, _),
            .tableColumns(let table), .tableColumn(let table, _):
            table
        default: nil
        }
    }

    func table(in workbook: Workbook) throws(GraphError) -> Table {
        guard let reference = tableReference, let sheet = workbook.sheet(reference.sheet),
            let table = sheet.tables.first(where: { $0.id == reference.id })
        else { throw .itemNotFound("The table does not exist.") }
        return table
    }

    /// A column of a table and its position in it.
    func column(in workbook: Workbook) throws(GraphError) -> (column: TableColumn, index: Int) {
        let table = try table(in: workbook)
        guard case .tableColumn(_, let id) = self, let index = table.columns.firstIndex(where: { $0.id == id }) else {
            throw .itemNotFound("The column does not exist.")
        }
        return (table.columns[index], index)
    }

    func definedName(in workbook: Workbook) throws(GraphError) -> DefinedName {
        guard case .namedItem(let reference) = self,
            let name = workbook.names.first(where: {
                $0.scope == reference.scope && $0.name.lowercased() == reference.name.lowercased()
            })
        else { throw .itemNotFound("The name does not exist.") }
        return name
    }

    /// How the last step is spelled in an `@odata.id`: by what stays when names change.
    func canonicalSegment(in workbook: Workbook) throws(GraphError) -> CanonicalSegment? {
        switch self {
        case .worksheet: .key(try sheet(in: workbook).uid)
        case .table: .key(try table(in: workbook).graphID)
        case .tableRow(_, let index): .segment("itemAt(index=\(index))")
        case .tableColumn(_, let id): .key(String(id))
        case .namedItem(let name): .key(name.name)
        case .function(let name): .segment(name + "()")
        default: nil
        }
    }

    enum CanonicalSegment {
        case key(String)
        case segment(String)
    }
}

extension Table {
    /// The GUID of the file, or the number that Graph shows for tables without one.
    var graphID: String { uid ?? String(id) }
}
