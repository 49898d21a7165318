// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer
import Testing

@Suite struct RequestBodyTests {
    static let chunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test func `A body of known length arrives whole`() async throws {
        try await withServer { server in
            let client = try TestClient(port: server.port)
            let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
            try await client.send(body)
            let response = try await client.response()
            #expect(response.body == body)
        }
    }

    @Test func `Chunks, extensions and trailers are undone, also byte by byte, and the next request follows`()
        async throws
    {
        try await withServer { server in
            let client = try TestClient(port: server.port)
            let body = "4\r\nWiki\r\n005;name=\"va;l\";x\r\npedia\r\n0\r\nX-Sum: 1\r\nConnection: close\r\n\r\n"
            let request = Self.chunkedHead + body
            for byte in request.utf8 { try await client.send([byte]) }
            #expect(try await client.response().text == "Wikipedia")
            #expect(try await client.exchange(request).text == "Wikipedia")
        }
    }

    @Test func `A body announced as too long is refused before it is sent`() async throws {
        try await withServer(limits: limits { $0.bodyBytes = 5 << 20 }) { server in
            let client = try TestClient(port: server.port)
            let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(10 << 20)\r\n\r\n"
            let response = try await client.exchange(head)
            #expect(response.status == 413)
            #expect(response.reason == "Content Too Large")
            #expect(response.headers["Connection"] == "close")
        }
    }

    @Test func `A client that sends ten megabytes before it reads still gets its 413`() async throws {
        try await withServer(limits: limits { $0.bodyBytes = 5 << 20 }) { server in
            let body = [UInt8](repeating: 65, count: 10 << 20)
            let sized = try TestClient(port: server.port)
            try await sized.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
            try await sized.send(body)
            #expect(try await sized.response().status == 413)

            let chunked = try TestClient(port: server.port)
            try await chunked.send(Self.chunkedHead)
            for _ in 0..<10 {
                try await chunked.send("100000\r\n")
                try await chunked.send([UInt8](repeating: 65, count: 1 << 20))
                try await chunked.send("\r\n")
            }
            #expect(try await chunked.response().status == 413)
            #expect(try await chunked.rest().isEmpty)
        }
    }

    @Test func `Chunks together are held to the limit, to the byte`() async throws {
        try await withServer(limits: limits { $0.bodyBytes = 10 }) { server in
            let client = try TestClient(port: server.port)
            #expect(try await client.exchange(Self.chunkedHead + "5\r\n12345\r\n5\r\n12345\r\n0\r\n\r\n").status == 200)
            #expect(
                try await client.exchange(Self.chunkedHead + "5\r\n12345\r\n6\r\n123456\r\n0\r\n\r\n").status == 413)
            let sized = try TestClient(port: server.port)
            let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
            #expect(try await sized.exchange(head + "10\r\n\r\n1234512345").status == 200)
            #expect(try await sized.exchange(head + "11\r\n\r\n12345123451").status == 413)
        }
    }

    @Test func `After a refusal no more than the bound is read`() async throws {
        let tight = limits {
            $0.bodyBytes = 1000
            $0.lingerBytes = 64 << 10
        }
        try await withServer(limits: tight) { server in
            let client = try TestClient(port: server.port)
            try await client.send(Self.chunkedHead + "100000\r\n")
            #expect(try await client.response().status == 413)
            await #expect(throws: TestClient.Failure.self) {
                for _ in 0..<64 { try await client.send([UInt8](repeating: 65, count: 1 << 20)) }
            }
        }
    }

    @Test func `Chunk framing out of all proportion to the body is refused`() async throws {
        try await withServer(limits: limits { $0.headBytes = 2000 }) { server in
            let padded = try TestClient(port: server.port)
            let chunk = "1;" + String(repeating: "x", count: 500) + "\r\nA\r\n"
            try await padded.send(Self.chunkedHead + String(repeating: chunk, count: 20))
            #expect(try await padded.response().status == 400)

            let line = try TestClient(port: server.port)
            try await line.send(Self.chunkedHead + "1;" + String(repeating: "x", count: 5000))
            #expect(try await line.response().status == 431)

            let trailer = try TestClient(port: server.port)
            try await trailer.send(Self.chunkedHead + "0\r\nX: " + String(repeating: "x", count: 5000))
            #expect(try await trailer.response().status == 431)
        }
    }

    @Test func `All bodies together are held to a limit, and count no more once answered`() async throws {
        try await withServer(limits: limits { $0.allBodyBytes = 1000 }) { server in
            let half = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 700\r\n\r\n" + String(repeating: "x", count: 600)
            let first = try TestClient(port: server.port)
            try await first.send(half)
            #expect(try await first.exchange(String(repeating: "x", count: 100)).status == 200)
            try await first.send(half)
            // The second client is answered only once the server has read the first one's part.
            var status = 200
            for _ in 0..<1000 where status == 200 {
                status = try await TestClient(port: server.port).exchange(half + String(repeating: "x", count: 100))
                    .status
            }
            #expect(status == 503)
            #expect(try await first.exchange(String(repeating: "x", count: 100)).status == 200)
        }
    }

    @Test func `Continue is sent when the body is welcome`() async throws {
        try await withServer(limits: limits { $0.bodyBytes = 100 }) { server in
            let client = try TestClient(port: server.port)
            let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n"
            let interim = try await client.exchange(head + "Content-Length: 4\r\n\r\n")
            #expect(interim.status == 100)
            #expect(interim.reason == "Continue")
            #expect(try await client.exchange("abcd").text == "abcd")
            #expect(try await client.exchange(head + "Transfer-Encoding: chunked\r\n\r\n").status == 100)
            #expect(try await client.exchange("2\r\nab\r\n0\r\n\r\n").text == "ab")
            // The body is already there.
            #expect(try await client.exchange(head + "Content-Length: 4\r\n\r\nabcd").text == "abcd")
            // The body is not welcome.
            #expect(try await client.exchange(head + "Content-Length: 101\r\n\r\n").status == 413)
        }
    }
}
