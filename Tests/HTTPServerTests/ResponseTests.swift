// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer
import Testing

@testable import HTTPServer

@Suite struct ResponseTests {
    @Test func `The server adds length, date and reason, and keeps the handler's fields`() async throws {
        let handler: HTTPHandler = { _ in
            HTTPResponse(
                status: 201,
                headers: ["ETag": "\"1\"", "Content-Length": "999", "Transfer-Encoding": "chunked", "date": "never"],
                body: Array("made".utf8))
        }
        try await withServer(handler: handler) { server in
            let response = try await TestClient(port: server.port).exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(response.reason == "Created")
            #expect(response.headers["ETag"] == "\"1\"")
            #expect(response.headers["Content-Length"] == "4")
            #expect(response.headers["Transfer-Encoding"] == nil)
            #expect(response.headers["Date"]?.hasSuffix(" GMT") == true)
            #expect(response.headers.fields.count { $0.isNamed("Date") } == 1)
            #expect(response.text == "made")
        }
    }

    @Test(arguments: [(0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT")])
    func `Dates are written as RFC 9110 wants them`(seconds: Int, text: String) {
        #expect(HTTPDate.format(seconds) == text)
    }

    @Test func `The answer to HEAD has the length but not the body`() async throws {
        let handler: HTTPHandler = { request in
            if request.target == "/known" { return HTTPResponse(status: 200, headers: ["Content-Length": "12345"]) }
            return HTTPResponse(status: 200, body: Array(repeating: 65, count: 100_000))
        }
        try await withServer(handler: handler) { server in
            let client = try TestClient(port: server.port)
            try await client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response(toHead: true).headers["Content-Length"] == "100000")
            try await client.send("HEAD /known HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response(toHead: true).headers["Content-Length"] == "12345")
            #expect(try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body.count == 100_000)
        }
    }

    @Test(arguments: [(204, nil), (304, nil), (205, "0")] as [(Int, String?)])
    func `A status without body gets none`(status: Int, length: String?) async throws {
        let handler: HTTPHandler = { request in
            request.target == "/"
                ? HTTPResponse(status: status, body: Array("surplus".utf8)) : HTTPResponse(status: 200)
        }
        try await withServer(handler: handler) { server in
            let client = try TestClient(port: server.port)
            let response = try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(response.status == status)
            #expect(response.headers["Content-Length"] == length)
            // A surplus body would stand before this status line.
            #expect(try await client.exchange("GET /next HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
        }
    }

    @Test(arguments: [
        HTTPResponse(status: 200, headers: ["X": "a\r\nSet-Cookie: b"]),
        HTTPResponse(status: 200, headers: ["X\r\nY": "a"]),
        HTTPResponse(status: 200, headers: ["": "a"]),
        HTTPResponse(status: 200, headers: ["X": "a\0b"]),
        HTTPResponse(status: 100),
        HTTPResponse(status: 1000),
    ])
    func `A response that would break the framing becomes a 500`(broken: HTTPResponse) async throws {
        try await withServer(handler: { _ in broken }) { server in
            let client = try TestClient(port: server.port)
            let response = try await client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(response.status == 500)
            #expect(response.headers["X-Shaped"] == "yes")
            #expect(response.headers["Set-Cookie"] == nil)
        }
    }
}
