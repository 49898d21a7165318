// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import GraphAPI
import HTTPMessages
import OData
import Testing

@Suite struct DriveTreeTests {
    @Test(
        arguments: [
            "/v1.0/me/drive", "/v1.0/drive", "/v1.0/drives/b!cellar", "/v1.0/drives/B%21cellar",
            "/v1.0/users/alice@example.com/drive", "/v1.0/groups/g1/drive", "/v1.0/sites/host,1,2/drive",
            "/v1.0/sites/root/drives/b!cellar",
        ])
    func `every way to the drive leads to the one there is`(path: String) async throws {
        try await DriveHouse.open { house in
            let drive = try await house.send("GET", path)
            #expect(drive.status == 200)
            #expect(drive.json["id"]?.stringValue == "b!cellar")
            let root = try await house.send("GET", path + "/root")
            #expect(root.status == 200)
            #expect(root.json["root"] != nil)
            #expect(root.json["folder"]?["childCount"]?.integerValue == 0)
        }
    }

    @Test func `another drive is not found`() async throws {
        try await DriveHouse.open { house in
            for path in ["/v1.0/drives/other", "/v1.0/drives/other/root", "/v1.0/drives/other/root:/a:/content"] {
                let response = try await house.send("GET", path)
                #expect(response.status == 404)
                #expect(response.errorCode == "itemNotFound")
            }
        }
    }

    @Test func `an item is found by id, by path, and below a folder`() async throws {
        try await DriveHouse.open { house in
            let item = try await house.upload("hello", to: "a/b%20c/x%C3%A4.txt")
            let id = try #require(item["id"]?.stringValue)
            let folder = try #require(item["parentReference"]?["id"]?.stringValue)
            let paths = [
                "items/\(id)", "root:/a/b%20c/x%C3%A4.txt", "root:/A/B%20C/X%C3%84.TXT:",
                "items/\(folder):/x%C3%A4.txt",
                "items/root:/a/b%20c/x%C3%A4.txt:", "items/\(folder)/children('x%C3%A4.txt')",
                "items/\(folder)/children/x%C3%A4.txt",
            ]
            for path in paths {
                let found = try await house.send("GET", path)
                #expect(found.status == 200, "\(path)")
                #expect(found.json["id"]?.stringValue == id, "\(path)")
            }
            let found = try await house.send("GET", "items/\(id)").json
            #expect(found["name"]?.stringValue == "xä.txt")
            #expect(found["size"]?.integerValue == 5)
            #expect(found["file"]?["mimeType"]?.stringValue == "text/plain")
            #expect(found["parentReference"]?["path"]?.stringValue == "/drives/b!cellar/root:/a/b%20c")
            #expect(found["lastModifiedDateTime"]?.stringValue == "2026-01-31T12:00:00Z")
            #expect(try await house.send("GET", "items/none").errorCode == "itemNotFound")
            #expect(try await house.send("GET", "root:/a/none").status == 404)
        }
    }

    @Test func `children come in pages that lead to each other`() async throws {
        try await DriveHouse.open { house in
            for name in ["c.txt", "a%26b.txt", "B.txt", "d%23.txt", "e.txt"] {
                _ = try await house.upload("x", to: name)
            }
            var names: [String] = []
            var path = "root/children?$top=2&$select=name"
            var pages = 0
            while true {
                let page = try await house.send("GET", path)
                #expect(page.status == 200)
                for item in page.json["value"]?.arrayValue ?? [] {
                    #expect(item["size"] == nil)
                    names.append(item["name"]?.stringValue ?? "")
                }
                pages += 1
                guard let next = page.json["@odata.nextLink"]?.stringValue, pages < 5 else { break }
                path = DriveHouse.path(of: next)
            }
            #expect(names == ["a&b.txt", "B.txt", "c.txt", "d#.txt", "e.txt"])
            #expect(pages == 3)
            let sorted = try await house.send("GET", "root/children?$orderby=name%20desc&$top=1&$count=true").json
            #expect(sorted["value"]?.arrayValue?.first?["name"]?.stringValue == "e.txt")
            #expect(sorted["@odata.count"]?.integerValue == 5)
            #expect(try await house.send("GET", "root/children?$select=nonsense").status == 400)
        }
    }

    @Test func `folders are created by the conflict behaviour asked for`() async throws {
        try await DriveHouse.open { house in
            func create(_ behavior: String?) async throws -> HTTPResponse {
                var body = JSONObject([
                    .init(name: "name", value: "Reports"), .init(name: "folder", value: .object(JSONObject())),
                ])
                if let behavior { body["@microsoft.graph.conflictBehavior"] = .string(behavior) }
                return try await house.send("POST", "root/children", json: .object(body))
            }
            let first = try await create(nil)
            #expect(first.status == 201)
            #expect(first.json["folder"] != nil)
            #expect(try await create(nil).status == 409)
            #expect(try await create("fail").errorCode == "itemAlreadyExists")
            #expect(try await create("rename").json["name"]?.stringValue == "Reports 1")
            #expect(try await create("replace").json["id"] == first.json["id"])
            #expect(try await create("nonsense").status == 400)
            #expect(try await house.send("POST", "root/children", json: ["name": "x"]).status == 400)
        }
    }

    @Test func `items are renamed, moved and deleted under their conditions`() async throws {
        try await DriveHouse.open { house in
            let item = try await house.upload("x", to: "old/a.txt")
            let id = try #require(item["id"]?.stringValue)
            let tag = try #require(item["eTag"]?.stringValue)
            _ = try await house.upload("y", to: "new%20place/b.txt")
            let stale = try await house.send("PATCH", "items/\(id)", json: ["name": "c.txt"], ["If-Match": "\"{0},1\""])
            #expect(stale.status == 412)
            let moved = try await house.send(
                "PATCH", "items/\(id)",
                json: ["name": "c.txt", "parentReference": ["path": "/drive/root:/new%20place"]], ["If-Match": tag])
            #expect(moved.status == 200)
            #expect(moved.json["name"]?.stringValue == "c.txt")
            #expect(moved.json["parentReference"]?["name"]?.stringValue == "new place")
            #expect(moved.json["eTag"]?.stringValue != tag)
            #expect(moved.json["cTag"] == item["cTag"])
            #expect(try await house.send("PATCH", "items/\(id)", json: ["name": "b.txt"]).status == 409)
            #expect(try await house.send("DELETE", "items/\(id)", ["If-Match": tag]).status == 412)
            #expect(try await house.send("DELETE", "items/\(id)").status == 204)
            #expect(try await house.send("GET", "items/\(id)").status == 404)
            #expect(try await house.send("DELETE", "root").status == 403)
        }
    }

    @Test func `files and folders are copied, and the monitor needs no token`() async throws {
        try await DriveHouse.open { house in
            _ = try await house.upload("one", to: "a/b/one.txt")
            let copy = try await house.send("POST", "root:/a:/copy", json: ["name": "z"])
            #expect(copy.status == 202)
            let monitor = try await house.send("GET", DriveHouse.path(of: copy.headers["Location"]))
            #expect(monitor.json["status"]?.stringValue == "completed")
            #expect(try await house.send("GET", "root:/z/b/one.txt:/content").text == "one")
            let file = try await house.send(
                "POST", "root:/a/b/one.txt:/copy", json: ["parentReference": ["id": "root"]])
            #expect(file.status == 202)
            #expect(try await house.send("GET", "root:/one.txt:/content").text == "one")
            #expect(try await house.send("POST", "root:/a:/copy", json: ["name": "z"]).status == 409)
            let into = try await house.send(
                "POST", "root:/a:/copy", json: ["parentReference": ["path": "/drive/root:/a/b"]])
            #expect(into.status == 400)
        }
    }
}
