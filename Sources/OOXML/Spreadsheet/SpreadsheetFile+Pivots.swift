// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats
import Workbooks

extension SpreadsheetFile {
    /// Reads how the pivot tables of a sheet are laid out, once everything else is read. What cannot be read is left
    /// alone: it stays in the package as it is, and GETPIVOTDATA does not find it.
    mutating func readPivotTables() throws(PackageError) {
        var caches: [PartName: PivotCacheFields] = [:]
        // A part is one pivot table, however many relationships lead to it.
        var seen: Set<PartName> = []
        for index in workbook.sheets.indices {
            guard let part = parts.sheets[workbook.sheets[index].id.rawValue] else { continue }
            for relationship in try package.relationships(of: part) where relationship.type == .pivotTable {
                guard let tablePart = package.resolve(relationship, from: part), seen.insert(tablePart).inserted,
                    let table = pivotTable(tablePart, &caches)
                else { continue }
                workbook.sheets[index].pivotTables.append(table)
            }
        }
    }

    private func pivotTable(_ part: PartName, _ caches: inout [PartName: PivotCacheFields]) -> PivotTable? {
        guard let root = try? package.document(part).root,
            let relationships = try? package.relationships(of: part),
            let cachePart = package.part(.pivotCacheDefinition, relationships, of: part)
        else { return nil }
        if caches[cachePart] == nil { caches[cachePart] = try? PivotCacheFields(cachePart, of: package, dates) }
        return caches[cachePart].flatMap { PivotTable(root, $0) }
    }

    private var dates: DateSystem { workbook.dateSystem }
}

extension PivotTable {
    /// A pivot table from the root element of its part; `nil` when it does not say where it stands.
    fileprivate init?(_ root: XMLElement, _ cache: PivotCacheFields) {
        guard let location = root.child("location"), let range = location["ref"].flatMap(CellRange.init(a1:)) else {
            return nil
        }
        let elements = root.child("pivotFields")?.children("pivotField") ?? []
        let fields = cache.fields.enumerated().map { position, field in
            PivotField(elements.indices.contains(position) ? elements[position] : nil, field)
        }
        func axis(_ names: String, _ lines: String) -> PivotAxis {
            PivotAxis(
                fields: (root.child(names)?.children("field") ?? []).compactMap { $0.integer("x") },
                lines: PivotAxis.Line.lines(root.child(lines)), in: fields)
        }
        let dataFields = (root.child("dataFields")?.children("dataField") ?? []).map { element in
            PivotDataField(name: XString.decoded(element["name"] ?? ""), field: element.integer("fld") ?? -1)
        }
        let pages = (root.child("pageFields")?.children("pageField") ?? []).compactMap { element in
            element.integer("fld").map { PivotPage(field: $0, item: element.integer("item")) }
        }
        self.init(
            name: XString.decoded(root["name"] ?? ""), range: range,
            pageRange: Self.pageRange(above: range, location),
            dataOffset: CellAddress(
                row: Int32(clamping: location.integer("firstDataRow") ?? 1),
                column: Int32(clamping: location.integer("firstDataCol") ?? 1)),
            fields: fields, dataFields: dataFields, pages: pages, rows: axis("rowFields", "rowItems"),
            columns: axis("colFields", "colItems"))
    }

    /// Page fields stand above the table, one blank row between: a name and an item each, one blank column between two.
    private static func pageRange(above range: CellRange, _ location: XMLElement) -> CellRange? {
        guard let rows = location.integer("rowPageCount"), let columns = location.integer("colPageCount"), rows > 0,
            columns > 0, rows < Int(range.firstRow), columns <= Int(GridLimits.columns) / 3
        else { return nil }
        return CellRange(
            firstRow: range.firstRow - 1 - Int32(rows), firstColumn: range.firstColumn, lastRow: range.firstRow - 2,
            lastColumn: min(range.firstColumn + Int32(columns) * 3 - 2, GridLimits.lastColumn))
    }
}

extension PivotField {
    fileprivate init(_ element: XMLElement?, _ cached: PivotCacheFields.Field) {
        func isOn(_ name: String) -> Bool { element?[name].map { $0 == "1" || $0 == "true" } ?? true }
        // Items that are totals have no place among the values, but they have one among the items.
        let items = (element?.child("items")?.children("item") ?? []).map { item in
            let index = item.integer("x") ?? -1
            return Item(
                value: cached.items.indices.contains(index) ? cached.items[index] : .error(.notAvailable),
                caption: item["n"].map(XString.decoded), index: index)
        }
        self.init(
            name: cached.name, caption: element?["name"].map(XString.decoded), items: items,
            showsTotalsAbove: isOn("outline") && isOn("subtotalTop") && isOn("defaultSubtotal"),
            isCounted: cached.isPartOfDate)
    }
}

extension PivotAxis.Line {
    /// The rows or columns of results; each repeats the first items of the one before. ECMA-376-1 §18.10.1.44.
    fileprivate static func lines(_ element: XMLElement?) -> [PivotAxis.Line] {
        var lines: [PivotAxis.Line] = []
        var items: [Int] = []
        for line in element?.children("i") ?? [] {
            items.removeLast(max(0, items.count - max(0, line.integer("r") ?? 0)))
            items += line.children("x").map { $0.integer("v") ?? 0 }
            lines.append(PivotAxis.Line(kind: kind(line["t"]), items: items, dataField: line.integer("i") ?? 0))
        }
        return lines
    }

    private static func kind(_ type: String?) -> Kind {
        switch type {
        case nil, "data": .data
        case "grand": .grandTotal
        case "blank": .blank
        default: .subtotal
        }
    }
}
