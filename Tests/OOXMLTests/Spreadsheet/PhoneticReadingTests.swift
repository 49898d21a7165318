// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import OOXML
import Testing
import Workbooks

/// The readings of Japanese texts in files that Excel wrote.
@Suite(.enabled(if: !SharedFiles.areAbsent, "the golden workbooks are not here")) struct PhoneticReadingTests {
    private static func workbook(_ path: String) throws -> Workbook {
        try SpreadsheetFile(Array(Data(contentsOf: SharedFiles.root.appending(path: path)))).workbook
    }

    @Test func `readings stand in the place of what they are readings of`() throws {
        let workbook = try Self.workbook("golden/calc/umya-spreadsheet/aaa.xlsx")
        let readings = try #require(workbook.phonetics)
        #expect(readings.count > 5)
        // No ideograph is left of a text that is read as a whole.
        let isRead = readings.values.contains { reading in
            reading.form == .fullwidthKatakana && reading.text.unicodeScalars.allSatisfy { $0.value < 0x3400 }
        }
        #expect(isRead)
        for index in readings.keys { #expect(index >= 0) }
    }

    @Test func `a text that is not to be converted says so`() throws {
        let workbook = try Self.workbook("golden/calc/xlsx/v3.xlsx")
        #expect(workbook.phonetics?.values.contains { $0.form == .noConversion } == true)
    }

    @Test func `a file without readings has none`() throws {
        #expect(try Self.workbook("golden/calc/poi/54436.xlsx").phonetics == nil)
    }
}
