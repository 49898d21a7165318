// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// The workbook and the parts that must agree with each other, in the order in which they need each other.
extension PackageVerifier {
    mutating func checkWorkbook(_ workbook: PartName) {
        facts =
            scan(
                workbook, .spreadsheet.described(in: "ECMA-376-1 §18.2"), root: "workbook",
                WorkbookInspector(workbook, facts)
            ).facts
        if let part = part(.styles, from: workbook) {
            facts =
                scan(
                    part, .spreadsheet.described(in: "ECMA-376-1 §18.8"), root: "styleSheet",
                    StylesInspector(part, facts)
                ).facts
        }
        if let part = part(.sheetMetadata, from: workbook) {
            facts =
                scan(
                    part, .spreadsheet.described(in: "ECMA-376-1 §18.9"), root: "metadata",
                    MetadataInspector(facts)
                ).facts
        }
        let chain = part(.calculationChain, from: workbook)
        facts.hasCalculationChain = chain != nil
        checkSheets(workbook)
        checkFilters(workbook)
        if let part = part(.sharedStrings, from: workbook) {
            scan(part, .spreadsheet.described(in: "ECMA-376-1 §18.4"), root: "sst", StringsInspector(part, facts))
        } else if let use = facts.stringUses.first {
            findings.error(.sharedString, use.part, use.offset, "there is no table of shared strings")
        }
        if let chain {
            scan(
                chain, .spreadsheet.described(in: "ECMA-376-1 §18.6"), root: "calcChain",
                CalculationChainInspector(chain, facts))
        }
    }

    private mutating func checkSheets(_ workbook: PartName) {
        let relationships = Dictionary(
            (links[workbook] ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sheets = facts.sheets
        let names = SheetNames(
            sheets.prefix(65_534).enumerated().map { (SheetID(rawValue: UInt32($0) + 1), $1.name) })
        var seen: Set<PartName> = []
        for (place, sheet) in sheets.enumerated() {
            // The id without a relationship was reported by the scan of the workbook part.
            guard let link = relationships[sheet.relationship],
                let part = package.resolve(link, from: workbook)
            else { continue }
            if !seen.insert(part).inserted {
                findings.error(.sheetID, workbook, sheet.offset, "'\(sheet.name)' shares \(part) with another sheet")
                continue
            }
            guard link.type == .worksheet else { continue }
            checkWorksheet(part, sheetID: sheet.id ?? -1 - place, names)
        }
    }

    private mutating func checkWorksheet(_ part: PartName, sheetID: Int, _ names: SheetNames) {
        let tables = checkTables(of: part)
        var headers: [CellAddress: (column: String, table: PartName)] = [:]
        for table in tables where table.hasHeaders {
            guard let range = table.range, range.isOnGrid else { continue }
            for (column, name) in table.columns.enumerated() where column < range.columnCount {
                headers[CellAddress(row: range.firstRow, column: range.firstColumn + Int32(column))] = (
                    name, table.part
                )
            }
        }
        let inspector = scan(
            part, .spreadsheet.described(in: "ECMA-376-1 §18.3"), root: "worksheet",
            WorksheetInspector(part, sheetID: sheetID, names, headers: headers, facts))
        facts = inspector.facts
        checkPlaces(of: tables, merges: inspector.merges.map(\.range), part)
        for part in parts(.pivotTable, from: part) where !scanned.contains(part) {
            let pivot = scan(
                part, .spreadsheet.described(in: "ECMA-376-1 §18.10"), root: "pivotTableDefinition",
                PivotTableInspector())
            if let name = pivot.name { facts.pivotTables[sheetID, default: []].insert(name.lowercased()) }
        }
        for part in parts(.comments, from: part) where !scanned.contains(part) {
            scan(part, .spreadsheet.described(in: "ECMA-376-1 §18.7"), root: "comments", CommentsInspector(part))
        }
        for part in parts(.drawing, from: part) where !scanned.contains(part) {
            scan(part, .drawing, root: "wsDr", DrawingInspector(part: part))
            for chart in parts(.chart, from: part) where !scanned.contains(chart) {
                scan(chart, .chart, root: "chartSpace", ChartInspector(chart))
            }
        }
    }

    private mutating func checkTables(of sheet: PartName) -> [WorkbookFacts.Table] {
        var tables: [WorkbookFacts.Table] = []
        for part in parts(.table, from: sheet) where !scanned.contains(part) {
            let table = scan(
                part, .spreadsheet.described(in: "ECMA-376-1 §18.5"), root: "table",
                TableInspector(part, differentialFormats: facts.differentialFormats)
            ).table
            tables.append(table)
            if let id = table.id, let other = facts.tableIDs.updateValue(part, forKey: id) {
                findings.error(.table, part, nil, "\(other) has the id \(id) as well")
            }
            if let id = table.id { facts.tableColumns[id, default: []].formUnion(table.columnIDs) }
            let key = table.name.lowercased()
            if let other = facts.tableNames.updateValue(part, forKey: key) {
                findings.error(.table, part, nil, "\(other) is called \(table.name) as well")
            }
            if facts.globalNames.contains(key) {
                findings.error(.table, part, nil, "there is a defined name \(table.name) as well")
            }
        }
        return tables
    }

    /// Tables share no cells with each other or with merged ranges.
    private mutating func checkPlaces(of tables: [WorkbookFacts.Table], merges: [CellRange], _ sheet: PartName) {
        // Far more tables than a sheet has are compared in part only.
        let placed = tables.prefix(1_000).compactMap { table in table.range.map { (table, $0) } }
        for (index, (table, range)) in placed.enumerated() {
            for (other, otherRange) in placed[..<index] where range.intersects(otherRange) {
                findings.error(.table, table.part, nil, "\(range.a1) shares cells with \(other.name)")
            }
        }
        for merge in merges.prefix(100_000) {
            guard let (table, range) = placed.first(where: { $0.1.intersects(merge) }) else { continue }
            findings.error(.merge, sheet, nil, "\(merge.a1) is merged inside the table \(table.name) (\(range.a1))")
        }
    }
}
