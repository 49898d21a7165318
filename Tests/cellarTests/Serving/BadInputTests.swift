// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import OOXML
import Testing

/// What people and programs send by mistake or malice: each gets a clear answer, and the program goes on.
@Suite struct BadInputTests {
    private static let root = "/v1.0/me/drive/root:/"
    private static let book = root + "Good.xlsx:/workbook"

    /// A request to the good workbook, and the answer it must get.
    private struct BadRequest: Sendable {
        var name: String
        var method = "PATCH"
        var path = "/worksheets/Sheet1/range(address='A1:B2')"
        var headers: HTTPHeaders = [:]
        var body = ""
        var status = 400
        var codes: [String?] = ["badRequest", "invalidArgument"]
    }

    private static let requests: [BadRequest] = [
        BadRequest(name: "malformed JSON", body: #"{"values": [[1]"#, codes: ["badRequest", nil]),
        BadRequest(name: "no JSON", body: "values=1", codes: ["badRequest", nil]),
        BadRequest(name: "an array", body: "[1]", codes: ["badRequest", nil]),
        BadRequest(
            name: "JSON without bottom", body: String(repeating: "[", count: 200_000), codes: ["badRequest", nil]),
        BadRequest(name: "an object as values", body: #"{"values": {"a": 1}}"#),
        BadRequest(name: "an object as a cell", body: #"{"values": [[{}, 1], [2, 3]]}"#),
        BadRequest(name: "a text as a flag", body: #"{"rowHidden": "yes"}"#),
        BadRequest(name: "ragged values", body: #"{"values": [[1, 2], [3]]}"#),
        BadRequest(name: "values of another size", body: #"{"values": [[1, 2, 3]]}"#),
        BadRequest(name: "a column too many", method: "GET", path: "/worksheets/Sheet1/range(address='XFE1')"),
        BadRequest(name: "a row too many", method: "GET", path: "/worksheets/Sheet1/range(address='A1048577')"),
        BadRequest(name: "no address", method: "GET", path: "/worksheets/Sheet1/range(address='%5B%5D')"),
        BadRequest(
            name: "an unknown sheet in the address", method: "GET",
            path: "/worksheets/Sheet1/range(address='Nowhere!A1')", status: 404, codes: ["notFound", "itemNotFound"]),
        BadRequest(
            name: "an unknown sheet in the path", path: "/worksheets/Nowhere/range(address='A1')",
            body: #"{"values": [[1]]}"#, status: 404, codes: ["notFound", "itemNotFound"]),
        BadRequest(
            name: "ten megabytes", path: "/worksheets/Sheet1/range(address='A1')",
            body: #"{"values": [[""# + String(repeating: "x", count: 10 << 20) + #""]]}"#, status: 413,
            codes: ["payloadTooLarge", "payloadTooLargeUncategorized"]),
        BadRequest(
            name: "an unknown session", method: "GET", path: "/worksheets", headers: ["workbook-session-id": "none"],
            status: 404, codes: ["notFound", "invalidSessionReCreatable"]),
        BadRequest(
            name: "a method nobody knows", method: "BREW", path: "/worksheets", status: 405,
            codes: ["methodNotAllowed", "methodNotAllowed"]),
        BadRequest(
            name: "a method that does not apply", method: "DELETE", path: "/worksheets", status: 405,
            codes: ["methodNotAllowed", "methodNotAllowed"]),
    ]

    /// A program with `Good.xlsx` in it.
    private struct House {
        let folder: ServerFolder
        let server: ServerProcess
        let port: Int

        init() throws {
            folder = try ServerFolder()
            server = try ServerProcess(in: folder, ["--sample", "off"])
            port = try server.waitForPort()
            let blank = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
            let put = try ServerConnection(port: port).send("PUT", root + "Good.xlsx:/content", body: blank)
            #expect(put.status == 201)
        }

        /// Whether the program is ready and still answers about its good workbook.
        func isHealthy() throws -> Bool {
            let connection = try ServerConnection(port: port)
            let sheets = try connection.send("GET", book + "/worksheets?$select=name")
            return try connection.send("GET", "/health/ready").status == 200 && sheets.status == 200
                && sheets.json["value"]?.arrayValue?.count == 1
        }
    }

    @Test func `a file that is no workbook is refused with the reason, in every mode`() async throws {
        try await onThread {
            let house = try House()
            for (index, file) in try HostileFile.all().enumerated() {
                let connection = try ServerConnection(port: house.port)
                let path = Self.root + "File\(index).xlsx:"
                #expect(try connection.send("PUT", path + "/content", body: file.bytes).status == 201)
                let answers = [
                    try connection.send("GET", path + "/workbook/worksheets"),
                    try connection.send("POST", path + "/workbook/createSession", json: ["persistChanges": false]),
                    try connection.send("POST", path + "/workbook/createSession", json: ["persistChanges": true]),
                ]
                for answer in answers {
                    #expect(answer.status == 400, "\(file)")
                    #expect(answer.errorCodes == ["badRequest", "unsupportedWorkbook"], "\(file)")
                    #expect(answer.json["error"]?["message"]?.stringValue == file.message, "\(file)")
                }
                // What cannot be opened as a workbook stays a file.
                #expect(try connection.send("GET", path + "/content").body == file.bytes)
                #expect(try house.isHealthy(), "after \(file)")
            }
            let peak = try #require(house.server.peakMemory)
            #expect(peak < 512 << 20, "\(peak) bytes were resident")
            #expect(house.server.stop() == 0)
        }
    }

    @Test func `a request that makes no sense is refused with a code`() async throws {
        try await onThread {
            let house = try House()
            for request in Self.requests {
                var headers = request.headers
                if !request.body.isEmpty { headers["Content-Type"] = "application/json" }
                let answer = try ServerConnection(port: house.port).send(
                    request.method, Self.book + request.path, headers, body: Array(request.body.utf8))
                #expect(answer.status == request.status, "\(request.name)")
                #expect(answer.errorCodes == request.codes, "\(request.name)")
                #expect(answer.json["error"]?["message"]?.stringValue?.isEmpty == false, "\(request.name)")
                #expect(try house.isHealthy(), "after \(request.name)")
            }
            let cells = try ServerConnection(port: house.port).send(
                "GET", Self.book + "/worksheets/Sheet1/range(address='A1:B2')?$select=values")
            #expect(cells.json["values"] == [["", ""], ["", ""]])
            #expect(house.server.stop() == 0)
        }
    }
}
