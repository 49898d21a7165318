// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import GraphAPI
import HTTPMessages
import OData
import OOXML
import Testing
import Workbooks

@Suite struct DriveFilesTests {
    @Test func `an upload makes a file once and replaces its content after that`() async throws {
        try await DriveHouse.open { house in
            let first = try await house.send("PUT", "root:/a.txt:/content", body: Array("one".utf8))
            let second = try await house.send("PUT", "root:/a.txt:/content", body: Array("three".utf8))
            #expect((first.status, second.status) == (201, 200))
            #expect(first.json["id"] == second.json["id"])
            #expect(first.json["eTag"] != second.json["eTag"])
            #expect(first.json["cTag"] != second.json["cTag"])
            let id = try #require(first.json["id"]?.stringValue)
            #expect(try await house.send("PUT", "items/\(id)/content", body: Array("4".utf8)).status == 200)
            #expect(try await house.send("GET", "items/\(id)/content").text == "4")
            #expect(try await house.send("PUT", "items/root:/b.txt:/content", body: []).status == 201)
            let clash = "root:/a.txt:/content?@microsoft.graph.conflictBehavior="
            #expect(try await house.send("PUT", clash + "fail", body: [1]).status == 409)
            #expect(try await house.send("PUT", clash + "rename", body: [1]).json["name"]?.stringValue == "a 1.txt")
            #expect(try await house.send("PUT", "items/\(id)/content", ["If-Match": "\"x\""], body: [1]).status == 412)
            #expect(try await house.send("PUT", "root/content", body: [1]).status == 400)
            #expect(try await house.send("PUT", "root:/a.txt/c.txt:/content", body: [1]).status >= 400)
            #expect(try await house.send("PUT", "root:/what%3F.txt:/content", body: [1]).status == 400)
        }
    }

    @Test(
        arguments: [
            ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
            ("bytes=-2", 206, "89", "bytes 8-9/10"), ("bytes=5-99", 206, "56789", "bytes 5-9/10"),
            ("bytes=-99", 206, "0123456789", "bytes 0-9/10"), ("bytes=10-", 416, "", "bytes */10"),
            ("bytes=99999999999999999999-", 416, "", "bytes */10"), ("bytes=0-1,4-5", 200, "0123456789", nil),
            ("lines=0-1", 200, "0123456789", nil), ("bytes=3-1", 200, "0123456789", nil),
        ] as [(String, Int, String, String?)])
    func `a range of a content is what it asks for`(
        range: String, status: Int, text: String, contentRange: String?
    ) async throws {
        try await DriveHouse.open { house in
            _ = try await house.upload("0123456789", to: "a.txt")
            let response = try await house.send("GET", "root:/a.txt:/content", ["Range": range])
            #expect(response.status == status)
            #expect(response.headers["Content-Range"] == contentRange)
            if status < 300 { #expect(response.text == text) }
        }
    }

    @Test func `a content carries its tag and is not sent to who has it`() async throws {
        try await DriveHouse.open { house in
            let item = try await house.upload("0123456789", to: "a.txt")
            let whole = try await house.send("GET", "root:/a.txt:/content")
            let tag = try #require(whole.headers["ETag"])
            #expect(tag == item["eTag"]?.stringValue)
            #expect(whole.headers["Accept-Ranges"] == "bytes")
            let same = try await house.send("GET", "root:/a.txt:/content", ["If-None-Match": tag])
            #expect(same.status == 304)
            #expect(same.body.isEmpty)
            let part = try await house.send("GET", "root:/a.txt:/content", ["Range": "bytes=0-0", "If-Range": "\"x\""])
            #expect(part.status == 200)
            let head = try await house.send("HEAD", "root:/a.txt:/content")
            #expect(head.status == 200)
            #expect(head.headers["Content-Length"] == "10")
            #expect(head.body.isEmpty)
        }
    }

    @Test func `a download link works without a token, for a while, and for nothing else`() async throws {
        let tokens = TokenAuthentication(try AccessTokens(parsing: "writer Files.ReadWrite"))
        try await DriveHouse.open(tokens) { house in
            let token: HTTPHeaders = ["Authorization": "Bearer writer"]
            let item = try await house.send("PUT", "root:/a.txt:/content", token, body: Array("secret".utf8)).json
            let link = DriveHouse.path(of: item["@microsoft.graph.downloadUrl"]?.stringValue)
            #expect(try await house.send("GET", link).text == "secret")
            #expect(try await house.send("GET", link, ["Range": "bytes=1-2"]).text == "ec")
            #expect(try await house.send("GET", link + "0").status == 404)
            #expect(try await house.send("GET", link.replacing("/download/", with: "/monitor/")).status == 404)
            #expect(try await house.send("GET", "root:/a.txt:/content").status == 401)
            house.advance(milliseconds: 3_600_000)
            #expect(try await house.send("GET", link).status == 404)
        }
    }

    @Test func `a write to a workbook changes its tags and what a download gives`() async throws {
        try await DriveHouse.open { house in
            let bytes = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
            let before = try await house.send("PUT", "root:/Book.xlsx:/content", body: bytes).json
            let change = try await house.send(
                "PATCH", "root:/Book.xlsx:/workbook/worksheets/Sheet1/range(address='A1')", json: ["values": [["new"]]])
            #expect(change.status == 200)
            let after = try await house.send("GET", "root:/Book.xlsx").json
            #expect(after["eTag"] != before["eTag"])
            #expect(after["cTag"] != before["cTag"])
            let content = try await house.send("GET", "root:/Book.xlsx:/content")
            #expect(content.headers["ETag"] == after["eTag"]?.stringValue)
            let workbook = try SpreadsheetFile(content.body).workbook
            #expect(workbook.sheets[0].value(0, 0) == .text("new"))
        }
    }

    @Test func `an upload over an open workbook ends its sessions`() async throws {
        try await DriveHouse.open { house in
            let bytes = try SpreadsheetFile.blank(sheetNames: ["Sheet1"]).bytes
            _ = try await house.send("PUT", "root:/Book.xlsx:/content", body: bytes)
            let session = try await house.send(
                "POST", "root:/Book.xlsx:/workbook/createSession", json: ["persistChanges": true])
            let id = try #require(session.json["id"]?.stringValue)
            let target = "root:/Book.xlsx:/workbook/worksheets"
            #expect(try await house.send("GET", target, ["workbook-session-id": id]).status == 200)
            let other = try SpreadsheetFile.blank(sheetNames: ["Other"]).bytes
            #expect(try await house.send("PUT", "root:/Book.xlsx:/content", body: other).status == 200)
            let ended = try await house.send("GET", target, ["workbook-session-id": id])
            #expect(ended.status == 404)
            #expect(ended.errorCode == "invalidSessionReCreatable")
            let names = try await house.send("GET", target).json["value"]?.arrayValue?.map { $0["name"]?.stringValue }
            #expect(names == ["Other"])
        }
    }

    @Test func `a large file arrives in slices`() async throws {
        try await DriveHouse.open { house in
            let body: JSONValue = ["item": ["@microsoft.graph.conflictBehavior": "fail"]]
            let session = try await house.send("POST", "root:/big/file.bin:/createUploadSession", json: body)
            #expect(session.status == 200)
            let link = DriveHouse.path(of: session.json["uploadUrl"]?.stringValue)
            let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            func slice(_ range: Range<Int>) async throws -> HTTPResponse {
                let field = "bytes \(range.lowerBound)-\(range.upperBound - 1)/1000"
                return try await house.send("PUT", link, ["Content-Range": field], body: Array(bytes[range]))
            }
            let first = try await slice(0..<400)
            #expect(first.status == 202)
            #expect(first.json["nextExpectedRanges"]?.arrayValue?.first?.stringValue == "400-")
            #expect(try await slice(300..<500).status == 416)
            #expect(
                try await house.send("GET", link).json["nextExpectedRanges"]?.arrayValue?.first?.stringValue == "400-")
            let last = try await slice(400..<1000)
            #expect(last.status == 201)
            #expect(last.json["name"]?.stringValue == "file.bin")
            #expect(try await house.send("GET", "root:/big/file.bin:/content").body == bytes)
            #expect(try await house.send("GET", link).status == 404)
        }
    }
}
