// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import GraphAPI
import HTTPMessages
import OData
import OOXML
import Sessions
import Synchronization
import Testing

/// What a client is told whose session is not there (any more): the code says whether a new one would do.
struct SessionLossTests {
    /// A clock that tests move.
    private final class Clock: SessionClock {
        private let time = Atomic<Int64>(1_000)

        var milliseconds: Int64 { time.load(ordering: .relaxed) }
        var localTime: Double { 46_000 }

        func advance(seconds: Int64) { time.add(seconds * 1000, ordering: .relaxed) }
    }

    /// Two workbooks under a clock.
    private struct House {
        let clock = Clock()
        let drive = InMemoryDrive()
        let registry: SessionRegistry
        let api: GraphAPI
        let book: DriveItemID
        let other: DriveItemID

        init() throws {
            registry = try SessionRegistry(drive: drive, format: .spreadsheet(), coding: .standard, clock: clock)
            let bytes = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
            book = try APIHouse.upload(bytes, as: "Book.xlsx", to: drive)
            other = try APIHouse.upload(bytes, as: "Other.xlsx", to: drive)
            api = GraphAPI(drive: drive, registry: registry, configuration: GraphConfiguration())
        }

        func send(
            _ method: String, _ item: DriveItemID, _ path: String, session: String? = nil, body: String = ""
        ) async -> HTTPResponse {
            await api.respond(
                HTTPRequest(
                    method: method, target: "/v1.0/me/drive/items/\(item.rawValue)/workbook" + path,
                    headers: session.map { ["workbook-session-id": $0] } ?? [:], body: Array(body.utf8)))
        }

        func session(persists: Bool) async throws -> String {
            let made = await send("POST", book, "/createSession", body: #"{"persistChanges": \#(persists)}"#)
            return try #require(made.json["id"]?.stringValue)
        }

        /// Every kind of call with the session must get the same answer.
        func expectLoss(_ session: String, on item: DriveItemID? = nil, _ code: String) async {
            let calls = [
                ("GET", "/worksheets", ""), ("POST", "/refreshSession", "{}"), ("POST", "/closeSession", "{}"),
                ("PATCH", "/worksheets/Sheet1/range(address='A1')", #"{"values": [[1]]}"#),
            ]
            for (method, path, body) in calls {
                let response = await send(method, item ?? book, path, session: session, body: body)
                #expect(response.status == 404, "\(method) \(path)")
                #expect(response.json["error"]?["code"] == "notFound", "\(method) \(path)")
                #expect(response.errorCode == code, "\(method) \(path)")
            }
        }
    }

    @Test(arguments: [(true, 300), (false, 420)])
    func `A session that was idle for too long can be created again`(persists: Bool, seconds: Int64) async throws {
        let house = try House()
        let session = try await house.session(persists: persists)
        for _ in 1...3 {
            // Each call starts the idle time anew.
            house.clock.advance(seconds: seconds - 1)
            #expect(await house.send("GET", house.book, "/worksheets", session: session).status == 200)
        }
        house.clock.advance(seconds: seconds - 1)
        #expect(await house.send("POST", house.book, "/refreshSession", session: session).status == 204)
        house.clock.advance(seconds: seconds)
        await house.expectLoss(session, "invalidSessionReCreatable")
        await house.registry.sweep()
        await house.expectLoss(session, "invalidSessionReCreatable")
        let next = try await house.session(persists: persists)
        #expect(await house.send("GET", house.book, "/worksheets", session: next).status == 200)
    }

    @Test(arguments: [true, false])
    func `A closed session can be created again`(persists: Bool) async throws {
        let house = try House()
        let session = try await house.session(persists: persists)
        #expect(await house.send("POST", house.book, "/closeSession", session: session).status == 204)
        await house.expectLoss(session, "invalidSessionReCreatable")
    }

    @Test(arguments: [true, false])
    func `A session opens no other workbook, and lives on`(persists: Bool) async throws {
        let house = try House()
        let session = try await house.session(persists: persists)
        await house.expectLoss(session, on: house.other, "invalidSessionNotFound")
        let range = await house.send("GET", house.other, "/worksheets/Sheet1/range(address='A1')?$select=values")
        #expect(range.json["values"] == [[""]])
        #expect(await house.send("GET", house.book, "/worksheets", session: session).status == 200)
    }

    @Test(arguments: ["garbage", "cluster=a&session=b&usid=c", "0", String(repeating: "x", count: 10_000), "%00ÿ"])
    func `Garbage names no session`(id: String) async throws {
        let house = try House()
        await house.expectLoss(id, "invalidSessionReCreatable")
    }

    @Test(arguments: [true, false])
    func `A session on a workbook that was deleted cannot be created again`(persists: Bool) async throws {
        let house = try House()
        let session = try await house.session(persists: persists)
        let target = "/v1.0/me/drive/items/\(house.book.rawValue)"
        #expect(await house.api.respond(HTTPRequest(method: "DELETE", target: target)).status == 204)
        await house.expectLoss(session, "invalidSessionNotFound")
    }
}
