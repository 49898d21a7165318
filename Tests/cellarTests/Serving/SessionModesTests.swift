// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import OOXML
import Testing
import Workbooks

/// The three ways to change a workbook, asked of the program over sockets, with the file that is left.
@Suite struct SessionModesTests {
    private static let workbook = "/v1.0/me/drive/root:/Book.xlsx:/workbook"

    /// One client: a connection of its own and maybe a session.
    private struct Client {
        let connection: ServerConnection
        var session: String?

        init(_ port: Int, persists: Bool? = nil) throws {
            connection = try ServerConnection(port: port)
            guard let persists else { return }
            let made = try connection.send(
                "POST", workbook + "/createSession", json: ["persistChanges": .bool(persists)])
            session = try #require(made.json["id"]?.stringValue)
        }

        private var headers: HTTPHeaders { session.map { ["workbook-session-id": $0] } ?? [:] }

        func set(_ address: String, _ value: JSONValue) throws {
            let response = try connection.send(
                "PATCH", workbook + "/worksheets/Sheet1/range(address='\(address)')", headers,
                json: ["values": [[value]]])
            #expect(response.status == 200)
        }

        func get(_ address: String) throws -> JSONValue {
            let response = try connection.send(
                "GET", workbook + "/worksheets/Sheet1/range(address='\(address)')?$select=values", headers)
            return response.json["values"]?.arrayValue?.first?.arrayValue?.first ?? .null
        }

        func close() throws {
            #expect(try connection.send("POST", workbook + "/closeSession", headers).status == 204)
        }

        /// A cell of the file as it is downloaded now.
        func download(_ row: Int32, _ column: Int32) throws -> String {
            let file = try connection.send("GET", "/v1.0/me/drive/root:/Book.xlsx:/content")
            let sheet = try #require(try SpreadsheetFile(file.body).workbook.sheet(named: "Sheet1"))
            return switch sheet.value(row, column) {
            case .empty: ""
            case .text(let text): "\(text)"
            case .number(let number): "\(number)"
            default: "neither text nor number"
            }
        }
    }

    /// Runs `body` against a program that holds `Book.xlsx`; then stops it, starts another and looks into some cells.
    private func play(
        leaving cells: [String: JSONValue] = [:], _ body: @escaping @Sendable (Int) throws -> Void
    ) async throws {
        try await onThread {
            let folder = try ServerFolder()
            var server = try ServerProcess(in: folder, ["--sample", "off"])
            var port = try server.waitForPort()
            let blank = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
            let put = try ServerConnection(port: port).send(
                "PUT", "/v1.0/me/drive/root:/Book.xlsx:/content", body: blank)
            #expect(put.status == 201)
            try body(port)
            #expect(server.stop() == 0)
            server = try ServerProcess(in: folder)
            port = try server.waitForPort()
            for (address, value) in cells { #expect(try Client(port).get(address) == value) }
            #expect(server.stop() == 0)
        }
    }

    @Test func `persistent sessions see each other's changes, and the file has them`() async throws {
        try await play(leaving: ["B1": 42]) { port in
            let (first, second) = (try Client(port, persists: true), try Client(port, persists: true))
            #expect(first.session != second.session)
            try first.set("A1", 6)
            #expect(try second.get("A1") == 6)
            try second.set("B1", "=A1*7")
            #expect(try first.get("B1") == 42)
            #expect(try Client(port).get("B1") == 42)
            #expect(try first.download(0, 1) == "42.0")
            try first.close()
            #expect(try second.get("B1") == 42)
        }
    }

    @Test func `a non-persistent session sees its own changes, and nobody else does, before or after`() async throws {
        try await play(leaving: ["A1": "common", "A2": ""]) { port in
            let shared = try Client(port, persists: true)
            try shared.set("A1", "common")
            let (own, other) = (try Client(port, persists: false), try Client(port, persists: false))
            let everyone = [shared, other, try Client(port)]
            try own.set("A1", "private")
            try own.set("A2", "=A1&\"!\"")
            #expect(try own.get("A1") == "private")
            #expect(try own.get("A2") == "private!")
            for client in everyone + [try Client(port, persists: false), try Client(port, persists: true)] {
                #expect(try client.get("A1") == "common")
                #expect(try client.get("A2") == "")
            }
            #expect(try shared.download(0, 0) == "common")
            try own.close()
            for client in everyone + [try Client(port, persists: false)] {
                #expect(try client.get("A1") == "common")
            }
            #expect(try shared.download(0, 0) == "common")
            #expect(try shared.download(1, 0) == "")
        }
    }

    @Test func `what is changed without a session is in the download as soon as the answer is there`() async throws {
        try await play(leaving: ["C3": 20]) { port in
            let (writer, reader) = (try Client(port), try Client(port))
            for number in 1...20 {
                try writer.set("C3", .integer(Int64(number)))
                #expect(try reader.download(2, 2) == "\(Double(number))")
            }
        }
    }

    @Test func `ids of ended sessions are refused with a code that says what to do`() async throws {
        try await play { port in
            let client = try Client(port, persists: true)
            try client.close()
            let session = try #require(client.session)
            let cases: [(session: String, code: String)] = [
                (session, "invalidSessionReCreatable"), ("nonsense", "invalidSessionReCreatable"),
                ("cluster=a&session=b&usid=c", "invalidSessionReCreatable"),
            ]
            for (session, code) in cases {
                for (method, path) in [("GET", "/worksheets"), ("POST", "/refreshSession"), ("POST", "/closeSession")] {
                    let response = try client.connection.send(
                        method, Self.workbook + path, ["workbook-session-id": session])
                    #expect(response.status == 404)
                    #expect(response.errorCodes == ["notFound", code])
                }
            }
        }
    }
}
