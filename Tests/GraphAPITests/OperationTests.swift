// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import GraphAPI
import HTTPMessages
import OData
import Testing

/// Calls that are answered 202, whose outcome is fetched later.
struct OperationTests {
    private func wait(
        _ location: String, _ house: APIHouse
    ) async throws -> JSONValue {
        let path = try #require(location.split(separator: "/workbook", maxSplits: 1).last)
        for _ in 0..<1000 {
            let response = await house.send("GET", String(path))
            #expect(response.status == 200)
            let body = try #require(try ODataRequest.body(response.body))
            if body["status"] == "succeeded" || body["status"] == "failed" { return body }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw OperationTimeout()
    }

    private func path(_ url: JSONValue?) throws -> String {
        String(try #require(url?.stringValue?.split(separator: "/workbook", maxSplits: 1).last))
    }

    @Test func `A session can be made in the background`() async throws {
        let house = try APIHouse()
        let accepted = await house.send(
            "POST", "/createSession", #"{"persistChanges": false}"#, headers: ["Prefer": "respond-async"])
        #expect(accepted.status == 202)
        let operation = try await wait(try #require(accepted.headers["Location"]), house)
        #expect(operation["status"] == "succeeded")
        let info = await house.send("GET", try path(operation["resourceLocation"]))
        #expect(info.status == 200)
        let session = try #require(try ODataRequest.body(info.body))
        #expect(session["persistChanges"] == false)
        let id = try #require(session["id"]?.stringValue)
        let listed = await house.send("GET", "/worksheets", headers: ["workbook-session-id": id])
        #expect(listed.status == 200)
    }

    @Test func `A failed operation tells why and is answered 200`() async throws {
        let house = try APIHouse()
        let item = try APIHouse.upload(Array("no zip".utf8), as: "Broken.xlsx", to: house.drive)
        let workbook = "/v1.0/me/drive/items/\(item.rawValue)/workbook"
        let accepted = await house.api.respond(
            HTTPRequest(
                method: "POST", target: workbook + "/createSession", headers: ["Prefer": "respond-async"],
                body: Array(#"{"persistChanges": true}"#.utf8)))
        #expect(accepted.status == 202)
        let location = try #require(accepted.headers["Location"]?.split(separator: "/workbook").last)
        for _ in 0..<1000 {
            let response = await house.api.respond(HTTPRequest(method: "GET", target: workbook + location))
            #expect(response.status == 200)
            let body = try #require(try ODataRequest.body(response.body))
            if body["status"] == "failed" {
                #expect(body["error"]?["innerError"]?["code"] == "unsupportedWorkbook")
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw OperationTimeout()
    }

    @Test func `Rows can be added and deleted in the background of a session`() async throws {
        let house = try APIHouse()
        _ = await house.send("POST", "/tables/add", #"{"address": "Sheet1!A1:B2", "hasHeaders": false}"#)
        let made = await house.send("POST", "/createSession", #"{"persistChanges": true}"#)
        let id = try #require(try ODataRequest.body(made.body)?["id"]?.stringValue)
        let headers: HTTPHeaders = ["workbook-session-id": id, "prefer": "respond-async, wait=5"]
        let added = await house.send("POST", "/tables/1/rows", #"{"values": [[1, 2]]}"#, headers: headers)
        #expect(added.status == 202)
        let location = try #require(added.headers["Location"])
        #expect(location.contains("?sessionId="))
        let operation = try await wait(location, house)
        let row = await house.send("GET", try path(operation["resourceLocation"]))
        #expect(try ODataRequest.body(row.body)?["values"] == [[1, 2]])

        let deleted = await house.send("DELETE", "/tables/1/rows/0", headers: headers)
        #expect(deleted.status == 202)
        let outcome = try await wait(try #require(deleted.headers["Location"]), house)
        #expect(outcome["status"] == "succeeded")
        #expect(outcome["resourceLocation"] == nil)
    }

    @Test func `Without a session rows are added at once`() async throws {
        let house = try APIHouse()
        _ = await house.send("POST", "/tables/add", #"{"address": "Sheet1!A1:B2", "hasHeaders": false}"#)
        let added = await house.send(
            "POST", "/tables/1/rows", #"{"values": [[1, 2]]}"#, headers: ["Prefer": "respond-async"])
        #expect(added.status == 201)
    }
}

struct OperationTimeout: Error {}
