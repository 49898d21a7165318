// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import Testing

@testable import GraphAPI

struct RequestPathTests {
    /// Paths and the template each has in the log.
    static let templates: [(method: String, path: String, template: String)] = [
        ("GET", "/v1.0/me/drive/items/A/workbook/worksheets", "/v1.0/me/drive/items/{item}/workbook/worksheets"),
        (
            "PATCH", "/v1.0/drives/D/root:/a/b.xlsx:/workbook/worksheets('S')/range(address='A1')",
            "/v1.0/drives/{drive}/root:/{path}:/workbook/worksheets/{worksheet}/range(address={address?})"
        ),
        (
            "POST", "/v1.0/users/u/drive/items/A/workbook/tables/$/add",
            "/v1.0/users/{user}/drive/items/{item}/workbook/tables/add"
        ),
        (
            "DELETE", "/v1.0/me/drive/items/A/workbook/tables('1')/rows/$/itemAt(index=6)",
            "/v1.0/me/drive/items/{item}/workbook/tables/{table}/rows/itemAt(index={index})"
        ),
        (
            "POST", "/v1.0/me/drive/items/A/workbook/functions/sum",
            "/v1.0/me/drive/items/{item}/workbook/functions/{function}"
        ),
        (
            "GET", "/v1.0/me/drive/items/A/workbook/names/x/range/microsoft.graph.lastCell()",
            "/v1.0/me/drive/items/{item}/workbook/names/{name}/range()/lastCell()"
        ),
        (
            "GET", "/v1.0/me/drive/items/A:/sub/b.xlsx:/workbook",
            "/v1.0/me/drive/items/{item}:/{path}:/workbook"
        ),
    ]

    @Test(arguments: templates) func `A path has a template`(
        _ example: (method: String, path: String, template: String)
    ) throws {
        let path = try RequestPath(ODataPath(example.path), method: example.method, routes: .standard)
        #expect(path.template == example.template)
    }

    @Test func `The address of an item is read from the path`() throws {
        let path = try RequestPath(
            ODataPath("/v1.0/users/jane/drive/items/ID:/a%2Fb/c.xlsx:/workbook"), method: "GET", routes: .standard)
        let address = path.driveAddress()
        #expect(address.owner == .user("jane"))
        #expect(address.place == .item(.init(rawValue: "ID")))
        #expect(address.relativePath == ["a/b", "c.xlsx"])
        #expect(address.resourcePath(userID: "me") == "users('jane')/drive/items('ID')")
    }

    @Test func `No operation of the tables is out of reach`() {
        let routes = Routes.standard
        var reached: Set<ResourceKind> = [.root]
        var grows = true
        while grows {
            let next = reached.union(routes.navigation.filter { reached.contains($0.from) }.map(\.to))
            grows = next != reached
            reached = next
        }
        #expect(Set(ResourceKind.allCases) == reached)
        for (index, operation) in routes.operations.enumerated() {
            let same = routes.operations[..<index].filter {
                $0.kind == operation.kind && $0.method == operation.method
                    && $0.action?.text == operation.action?.text
            }
            #expect(same.isEmpty, "\(operation.method) \(operation.kind) \(operation.action?.text ?? "") stands twice")
        }
    }
}
