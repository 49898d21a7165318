// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import GraphAPI
import HTTPMessages
import OData
import Synchronization
import Testing

/// Requests that are refused: files that are no workbooks, limits, permissions.
struct RefusalTests {
    /// What files begin with, and what an answer about them says.
    static let files: [(name: String, bytes: [UInt8], message: String)] = [
        ("text", Array("not a zip".utf8), "The file is not an Excel workbook."),
        ("nothing", [], "The file is not an Excel workbook."),
        (
            "legacy", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 4096),
            ""
        ),
        ("cut", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 64), ""),
    ]

    @Test(arguments: files) func `A file that is no workbook is refused`(
        _ file: (name: String, bytes: [UInt8], message: String)
    ) async throws {
        let house = try APIHouse()
        let item = try APIHouse.upload(file.bytes, as: "File.xlsx", to: house.drive)
        let response = await house.api.respond(
            HTTPRequest(method: "GET", target: "/v1.0/me/drive/items/\(item.rawValue)/workbook/worksheets"))
        #expect(response.status == 400)
        let error = try #require(try ODataRequest.body(response.body)?["error"])
        #expect(error["innerError"]?["code"] == "unsupportedWorkbook")
        if !file.message.isEmpty { #expect(error["message"] == .string(file.message)) }
        let other = await house.send("GET", "/worksheets")
        #expect(other.status == 200)
    }

    @Test func `A body beyond the limit is refused`() async throws {
        let house = try APIHouse { $0.maximumRequestBytes = 1000 }
        let body = #"{"values": [[""# + String(repeating: "x", count: 2000) + #""]]}"#
        let response = await house.send("PATCH", "/worksheets/Sheet1/range(address='A1')", body)
        #expect(response.status == 413)
        #expect(try code(response) == "payloadTooLargeUncategorized")
    }

    @Test func `An answer beyond the limit is refused`() async throws {
        let house = try APIHouse { $0.maximumResponseBytes = 10_000 }
        let path = "/worksheets/Sheet1/range(address='A1:J200')"
        let whole = await house.send("GET", path)
        #expect(whole.status == 413)
        #expect(try code(whole) == "responsePayloadSizeLimitExceeded")
        let part = await house.send("GET", path + "?$select=address")
        #expect(part.status == 200)
    }

    @Test func `A range beyond the limit of cells has no grids`() async throws {
        let house = try APIHouse { $0.maximumCells = 100 }
        let response = await house.send("GET", "/worksheets/Sheet1/range(address='A1:J11')?$select=values,cellCount")
        let body = try #require(try ODataRequest.body(response.body))
        #expect(body["values"] == .null)
        #expect(body["cellCount"] == 110)
    }

    @Test func `A token without the permission is refused, and without a token nobody enters`() async throws {
        let house = try APIHouse()
        let api = GraphAPI(
            drive: house.drive, registry: house.registry, authentication: ReadersOnly(),
            configuration: GraphConfiguration())
        func status(_ method: String, _ token: String?) async -> HTTPResponse {
            var request = HTTPRequest(
                method: method, target: "/v1.0/me/drive/items/\(house.item.rawValue)/workbook/worksheets")
            if let token { request.headers["Authorization"] = "Bearer " + token }
            return await api.respond(request)
        }
        #expect(await status("GET", "reader").status == 200)
        let write = await status("POST", "reader")
        #expect(write.status == 403)
        #expect(try code(write) == "accessDenied")
        let anonymous = await status("GET", nil)
        #expect(anonymous.status == 401)
        #expect(anonymous.headers["WWW-Authenticate"] == "Bearer")
        #expect(try code(anonymous) == "unauthorizedUncategorized")
    }

    @Test func `Each request leaves a record without names`() async throws {
        let records = Mutex<[RequestRecord]>([])
        let house = try APIHouse { $0.log = { record in records.withLock { $0.append(record) } } }
        _ = await house.send("GET", "/worksheets/Sheet1/range(address='A1')")
        _ = await house.send("GET", "/nonsense")
        let noted = records.withLock { $0 }
        #expect(noted.map(\.status) == [200, 400])
        #expect(
            noted.map(\.template) == [
                "/v1.0/me/drive/items/{item}/workbook/worksheets/{worksheet}/range(address={address?})", nil,
            ])
        #expect(noted.map(\.sessionMode) == ["sessionless", nil])
    }

    private func code(_ response: HTTPResponse) throws -> JSONValue? {
        try ODataRequest.body(response.body)?["error"]?["innerError"]?["code"]
    }

    /// Lets the bearer of one token read.
    private struct ReadersOnly: Authentication {
        func principal(of request: HTTPRequest) throws(GraphError) -> Principal {
            guard request.headers["Authorization"] == "Bearer reader" else {
                throw .unauthorized("The token is not known.")
            }
            return Principal(userID: "reader", scopes: .read)
        }
    }
}
