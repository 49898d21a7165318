// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import NumberFormats
import OOXML
import Testing
import Workbooks

/// Pivot tables as Excel wrote them: what their layout says must be what their cells show.
@Suite(.enabled(if: !SharedFiles.areAbsent, "the golden workbooks are not here")) struct PivotReadingTests {
    @Test func `the items of a pivot table are found beside their labels`() throws {
        var tables = 0
        var found = 0
        var wrong: [String] = []
        let folders = ["golden/charts/openxlsx-data", "golden/charts/poi", "golden/roundtrip/Aspose.Cells-for-.NET"]
        let files = folders.flatMap(SharedFiles.all) + SharedFiles.all("golden/calc/ClosedXML")
        for url in files + SharedFiles.all("golden").filter({ $0.lastPathComponent.contains("ivot") }) {
            guard let data = try? Data(contentsOf: url), let file = try? SpreadsheetFile(Array(data)) else { continue }
            for sheet in file.workbook.sheets {
                for table in sheet.pivotTables {
                    tables += 1
                    found += check(table, sheet, file.workbook.dateSystem, &wrong)
                }
            }
        }
        #expect(tables > 30)
        #expect(found > 100)
        #expect(wrong == [])
    }

    /// Looks the labels of the first column up as items, within the last outer one where they are none by themselves;
    /// their totals must stand in their rows. Returns how many were found.
    private func check(_ table: PivotTable, _ sheet: Worksheet, _ dates: DateSystem, _ wrong: inout [String]) -> Int {
        guard let data = table.dataFields.first?.name else { return 0 }
        var found = 0
        var outer: (field: String, item: CellValue)?
        for row in table.range.firstRow...table.range.lastRow where row > table.range.firstRow {
            let label = sheet.value(row, table.range.firstColumn)
            if label.isEmpty { continue }
            for field in table.fields {
                let item = (field: field.name, item: label)
                var cell = table.cell(of: data, items: [item], dates)
                if cell != nil {
                    outer = item
                } else if let outer {
                    cell = table.cell(of: data, items: [outer, item], dates)
                }
                guard let cell else { continue }
                found += 1
                let text = sheet.value(cell.row, table.range.firstColumn)
                // A subtotal below its group is labelled "East Total"; columns bear the labels of their own items.
                if text != label, cell.row != row, cell.column == table.range.firstColumn + 1,
                    !"\(text)".contains("Total")
                {
                    wrong.append("\(table.name): \(label) found at \(cell.a1)")
                }
            }
        }
        return found
    }
}
