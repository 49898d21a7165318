// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Drives
import OOXML
import Testing
import Workbooks

@testable import cellar

@Suite struct SampleWorkbookTests {
    @Test func `the sample is calculated, and calculates the same again`() throws {
        let file = try SpreadsheetFile(SampleWorkbook.make())
        let sheet = file.workbook.sheets[0]
        #expect(sheet.name == "Quote")
        #expect(sheet.value(4, 1) == .number(250))
        #expect(sheet.tables.map(\.name) == ["Discounts"])
        #expect(file.workbook.names.map(\.name) == ["UnitPrice"])
        let again = try SpreadsheetFile(Recalculation.convert(SampleWorkbook.make())).workbook.sheets[0]
        #expect(again.value(4, 1) == .number(250))
    }

    @Test func `a file that is no workbook is refused`() {
        #expect(throws: ConversionError.self) { try Recalculation.convert(Array("no zip".utf8)) }
        #expect(throws: ConversionError.self) { try RoundTrip.convert([]) }
    }

    @Test func `only an empty drive gets the sample`() throws {
        let drive = InMemoryDrive()
        #expect(try SampleWorkbook.offer(to: drive))
        #expect(try !SampleWorkbook.offer(to: drive))
        #expect(try drive.item(at: [SampleWorkbook.fileName]).size > 0)
    }

    @Test func `a description names what the workbook holds`() throws {
        let text = Inspection.describe(try SpreadsheetFile(SampleWorkbook.make()))
        for line in [
            "sheet 'Quote': A1:E5, visible", "table 'Discounts': 'Quote' D1:E5", "name 'UnitPrice'",
            "function INDEX: in 1",
        ] {
            #expect(text.contains(line))
        }
    }
}
