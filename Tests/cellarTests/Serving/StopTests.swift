// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Glibc
import HTTPMessages
import OData
import OOXML
import Testing
import Workbooks

/// How the program ends when it is asked to.
@Suite struct StopTests {
    private static let content = "/v1.0/me/drive/root:/Book.xlsx:/content"
    private static let workbook = "/v1.0/me/drive/root:/Book.xlsx:/workbook"
    /// Rows of the grid that is on its way when the signal comes: many, so that the answer cannot be there before.
    private static let rows = 6_000

    @Test(arguments: [SIGTERM, SIGINT])
    func `a request in flight is answered, its change saved, and the program ends with 0`(number: Int32) async throws {
        try await onThread {
            let folder = try ServerFolder()
            let server = try ServerProcess(in: folder, ["--sample", "off"])
            let port = try server.waitForPort()
            let connection = try ServerConnection(port: port)
            let blank = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
            #expect(try connection.send("PUT", Self.content, body: blank).status == 201)
            let made = try connection.send("POST", Self.workbook + "/createSession", json: ["persistChanges": true])
            let session = try #require(made.json["id"]?.stringValue)

            let grid = (1...Self.rows).map { row -> JSONValue in
                [.integer(Int64(row)), .string("row \(row) of those on their way"), .string("=A\(row)*2")]
            }
            let body: JSONValue = ["formulas": .array(grid)]
            connection.begin(
                "PATCH", Self.workbook + "/worksheets/Sheet1/range(address='A1:C\(Self.rows)')?$select=address",
                ["workbook-session-id": session, "Content-Type": "application/json"], body: body.serialized())
            try #require(!connection.hasAnswer)
            let start = ContinuousClock.now
            server.signal(number)
            let answer = try connection.answer()
            #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
            #expect(server.waitForExit() == 0)
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(server.log.contains("event=stopped"))
            #expect(throws: ServerConnectionError.self) { _ = try ServerConnection(port: port) }

            let again = try ServerProcess(in: folder)
            let file = try ServerConnection(port: again.waitForPort()).send("GET", Self.content)
            let sheet = try #require(try SpreadsheetFile(file.body).workbook.sheet(named: "Sheet1"))
            #expect(sheet.value(Int32(Self.rows) - 1, 2) == .number(Double(2 * Self.rows)))
            #expect(again.stop() == 0)
        }
    }
}
