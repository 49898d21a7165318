// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import NumberFormats

extension PivotTable {
    /// The cell that shows a total, as GETPIVOTDATA asks for it; `nil` when the table does not show it.
    ///
    /// - Parameters:
    ///   - dataField: a data field by the name it is shown by, or by that of the field it sums up.
    ///   - items: fields with the item each is narrowed to; the other fields are totalled.
    public func cell(
        of dataField: String, items: [(field: String, item: CellValue)], _ dates: DateSystem
    ) -> CellAddress? {
        guard let data = position(ofDataField: dataField) else { return nil }
        var wanted: [Int: Int] = [:]
        for (name, value) in items {
            guard let field = field(named: name), let item = fields[field].position(of: value, dates),
                wanted.updateValue(item, forKey: field) ?? item == item
            else { return nil }
        }
        for page in pages {
            if let item = wanted.removeValue(forKey: page.field), item != page.item { return nil }
        }
        guard let row = line(rows, &wanted, data), let column = line(columns, &wanted, data), wanted.isEmpty else {
            return nil
        }
        let cell = CellAddress(
            row: range.firstRow &+ dataOffset.row &+ row, column: range.firstColumn &+ dataOffset.column &+ column)
        return range.contains(cell) ? cell : nil
    }

    /// The line of an axis for what is wanted of its fields, which is used up: the outermost ones and none below.
    private func line(_ axis: PivotAxis, _ wanted: inout [Int: Int], _ dataField: Int) -> Int32? {
        var items: [Int] = []
        for field in axis.fields {
            guard let item = wanted.removeValue(forKey: field) else { break }
            items.append(item)
        }
        return axis.line(of: items, dataField: dataField)
    }

    private func position(ofDataField name: String) -> Int? {
        let wanted = name.lowercased()
        return dataFields.firstIndex { $0.name.lowercased() == wanted }
            ?? dataFields.firstIndex { fields.indices.contains($0.field) && fields[$0.field].isNamed(name) }
    }

    /// Fields that are laid out come before others of the same name.
    private func field(named name: String) -> Int? {
        let used = rows.fields + columns.fields + pages.map(\.field)
        return used.first { fields.indices.contains($0) && fields[$0].isNamed(name) }
    }
}
