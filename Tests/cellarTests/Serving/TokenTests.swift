// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import HTTPMessages
import OData
import Testing

/// Who is let in, asked of the program.
@Suite struct TokenTests {
    private static let sheets = "/v1.0/me/drive/root:/Sample.xlsx:/workbook/worksheets"
    private static let cell = sheets + "/Quote/range(address='B2')"

    private struct Case: Sendable {
        var method = "GET"
        var path = TokenTests.sheets
        var token: String?
        var status: Int
        var codes: [String?] = [nil, nil]
    }

    private static let cases: [Case] = [
        Case(status: 401, codes: ["unauthorized", "unauthorizedUncategorized"]),
        Case(token: "wrong-token-of-no-one", status: 401, codes: ["unauthorized", "unauthorizedUncategorized"]),
        Case(token: "reader-token-of-ours", status: 200),
        Case(
            method: "PATCH", path: cell, token: "reader-token-of-ours", status: 403,
            codes: ["forbidden", "accessDenied"]),
        Case(method: "PATCH", path: cell, token: "writer-token-of-ours", status: 200),
        Case(method: "PATCH", path: cell, status: 401, codes: ["unauthorized", "unauthorizedUncategorized"]),
        Case(path: "/health/ready", status: 200),
    ]

    @Test(arguments: ["127.0.0.1:0", "0.0.0.0:0"])
    func `a token opens what its scopes name`(address: String) async throws {
        try await onThread {
            let folder = try ServerFolder()
            let file = folder.url.appending(path: "tokens")
            try Data("reader-token-of-ours Files.Read\nwriter-token-of-ours Files.ReadWrite\n".utf8).write(to: file)
            let server = try ServerProcess(
                in: folder, listen: address, ["--auth", "token", "--token-file", file.path])
            let connection = try ServerConnection(port: server.waitForPort())
            for test in Self.cases {
                let headers: HTTPHeaders = test.token.map { ["Authorization": "Bearer \($0)"] } ?? [:]
                let body: JSONValue = ["values": [[30]]]
                let response =
                    test.method == "GET"
                    ? try connection.send("GET", test.path, headers)
                    : try connection.send(test.method, test.path, headers, json: body)
                #expect(response.status == test.status, "\(test)")
                #expect(response.errorCodes == test.codes, "\(test)")
                #expect((response.headers["WWW-Authenticate"] != nil) == (test.status == 401))
            }
            #expect(!server.log.contains("token-of-ours"))
            #expect(server.stop() == 0)
        }
    }

    @Test(
        arguments: [
            ("0.0.0.0:0", [], "refusing to listen on 0.0.0.0 without authentication"),
            ("[::]:0", ["--auth", "none"], "refusing to listen on :: without authentication"),
            ("192.0.2.1:0", [], "refusing to listen on 192.0.2.1 without authentication"),
        ] as [(String, [String], String)])
    func `an address that others reach is refused without authentication`(
        address: String, words: [String], reason: String
    ) async throws {
        try await onThread {
            let folder = try ServerFolder()
            let server = try ServerProcess(in: folder, listen: address, words)
            #expect(server.waitForExit() == 2)
            #expect(server.log.contains(reason))
            #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "data").path))
        }
    }
}
