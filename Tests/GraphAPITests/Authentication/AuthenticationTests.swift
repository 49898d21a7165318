// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import Testing

@testable import GraphAPI

@Suite struct AuthenticationTests {
    private static let file = """
        # The people of the house
        reader-token-1   Files.Read
        writer-token-1\tFiles.Read, Files.ReadWrite.All  # the nightly job

        visitor.token~2= sites.read.all\r
        """

    @Test(
        arguments: [
            ("Bearer reader-token-1", Principal.Scopes.read), ("bearer writer-token-1", .write),
            ("Bearer visitor.token~2=", .read), ("Bearer reader-token-", nil), ("Bearer reader-token-12", nil),
            ("Bearer #", nil), ("Basic reader-token-1", nil), ("Bearer", nil), ("", nil),
        ] as [(String, Principal.Scopes?)])
    func `a caller may do what the token says`(field: String, expected: Principal.Scopes?) throws {
        let authentication = TokenAuthentication(try AccessTokens(parsing: Self.file))
        let headers: HTTPHeaders = field.isEmpty ? [:] : ["Authorization": field]
        let request = HTTPRequest(method: "GET", target: "/", headers: headers)
        if let expected {
            #expect(try authentication.principal(of: request).scopes == expected)
        } else {
            let error = #expect(throws: GraphError.self) { try authentication.principal(of: request) }
            #expect(error?.status == 401)
            #expect(error?.headers["WWW-Authenticate"]?.hasPrefix("Bearer realm=") == true)
        }
    }

    @Test func `new tokens replace the old ones`() throws {
        let authentication = TokenAuthentication(try AccessTokens(parsing: "old Files.Read"))
        authentication.replace(with: try AccessTokens(parsing: "new Files.Read"))
        func asks(_ token: String) -> HTTPRequest {
            HTTPRequest(method: "GET", target: "/", headers: ["Authorization": "Bearer \(token)"])
        }
        #expect(throws: Never.self) { try authentication.principal(of: asks("new")) }
        #expect(throws: GraphError.self) { try authentication.principal(of: asks("old")) }
    }

    @Test(
        arguments: [
            ("one Files.Read\ntwo", TokenFileError.missingScope(line: 2)),
            ("one Files.Write", .unknownScope(line: 1, name: "Files.Write")),
            ("ö Files.Read", .malformedToken(line: 1)),
            ("a Files.Read\na Files.ReadWrite", .repeatedToken(line: 2)), ("# nothing\n\n", .noTokens),
        ])
    func `a token file that makes no sense is refused with the line`(text: String, error: TokenFileError) {
        #expect(throws: error) { _ = try AccessTokens(parsing: text) }
    }

    @Test func `reading is not writing, over a socket`() async throws {
        let tokens = TokenAuthentication(try AccessTokens(parsing: Self.file))
        try await DriveHouse.open(tokens) { house in
            let cases: [(method: String, token: String?, status: Int, codes: [String?])] = [
                ("GET", "reader-token-1", 200, [nil, nil]),
                ("PUT", "reader-token-1", 403, ["forbidden", "accessDenied"]),
                ("PUT", "writer-token-1", 201, [nil, nil]),
                ("GET", nil, 401, ["unauthorized", "unauthorizedUncategorized"]),
                ("GET", "nobody", 401, ["unauthorized", "unauthorizedUncategorized"]),
            ]
            for (method, token, status, codes) in cases {
                let headers: HTTPHeaders = token.map { ["Authorization": "Bearer \($0)"] } ?? [:]
                let path = method == "GET" ? "root" : "root:/a.txt:/content"
                let response = try await house.send(method, path, headers, body: method == "GET" ? [] : [1])
                #expect(response.status == status)
                #expect([response.json["error"]?["code"]?.stringValue, response.errorCode] == codes)
            }
        }
    }

    @Test func `the keyed hash is that of RFC 4231`() {
        let first = KeyedHash.sha256(of: Array("Hi There".utf8), key: [UInt8](repeating: 0x0b, count: 20))
        #expect(Self.hexadecimal(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let long = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
        let second = KeyedHash.sha256(of: long, key: [UInt8](repeating: 0xaa, count: 131))
        #expect(Self.hexadecimal(second) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
