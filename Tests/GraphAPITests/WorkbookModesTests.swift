// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import GraphAPI
import HTTPMessages
import OData
import OOXML
import Sessions
import Testing
import Workbooks

/// What a download shows after changes, and what large ranges cost.
struct WorkbookModesTests {
    @Test func `A change without a session is in the file when the answer is there`() async throws {
        let house = try APIHouse()
        let response = await house.send(
            "PATCH", "/worksheets/Sheet1/range(address='B2')", #"{"values": [["kept"]]}"#)
        #expect(response.status == 200)
        let content = try await house.registry.content(house.item)
        let sheet = try #require(try SpreadsheetFile(content.bytes).workbook.sheet(named: "Sheet1"))
        #expect(sheet.value(1, 1) == .text("kept"))
    }

    @Test func `A private change is never in the file`() async throws {
        let house = try APIHouse()
        let made = await house.send("POST", "/createSession", #"{"persistChanges": false}"#)
        let id = try #require(try ODataRequest.body(made.body)?["id"]?.stringValue)
        let response = await house.send(
            "PATCH", "/worksheets/Sheet1/range(address='B2')", #"{"values": [["private"]]}"#,
            headers: ["workbook-session-id": id])
        #expect(response.status == 200)
        let content = try await house.registry.content(house.item)
        let sheet = try #require(try SpreadsheetFile(content.bytes).workbook.sheet(named: "Sheet1"))
        #expect(sheet.value(1, 1) == .empty)
    }

    /// Rows on both sides of the blocks of 256 rows in which cells are kept.
    @Test func `A tall range is printed row by row`() async throws {
        let house = try APIHouse()
        let rows = (1...600).map { "[\($0), \"r\($0)\"]" }.joined(separator: ",")
        let path = "/worksheets/Sheet1/range(address='B5:C604')?$select=values,text,formulas"
        let written = await house.send("PATCH", path, #"{"values": ["# + rows + "]}")
        #expect(written.status == 200)
        let body = try #require(try ODataRequest.body(written.body))
        for member in ["values", "formulas"] {
            let grid = try #require(body[member]?.arrayValue)
            #expect(grid.count == 600)
            for (index, row) in grid.enumerated() where row != [.integer(Int64(index + 1)), .string("r\(index + 1)")] {
                Issue.record("\(member) row \(index): \(row)")
            }
        }
        #expect(body["text"]?.arrayValue?[255] == ["256", "r256"])
    }
}
