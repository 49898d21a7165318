// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct LimitsTests {
    static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `A head is held to its length and number of fields`() async throws {
        let tight = limits {
            $0.headBytes = 1000
            $0.fieldCount = 5
        }
        let start = "GET / HTTP/1.1\r\nHost: a\r\nX: "
        let room = 1000 - start.utf8.count - 4
        let host = "GET / HTTP/1.1\r\nHost: a\r\n"
        let field = "X: y\r\n"
        let expectations = [
            (start + String(repeating: "x", count: room) + "\r\n\r\n", 200),
            ("\r\n" + start + String(repeating: "x", count: room) + "\r\n\r\n", 200),
            (start + String(repeating: "x", count: room + 1) + "\r\n\r\n", 431),
            (start + String(repeating: "x", count: 40_000), 431),
            ("GET /" + String(repeating: "x", count: 1001), 414),
            (host + String(repeating: field, count: 4) + "\r\n", 200),
            (host + String(repeating: field, count: 5) + "\r\n", 431),
        ]
        try await withServer(limits: tight) { server in
            for (request, status) in expectations {
                let response = try await TestClient(port: server.port).exchange(request)
                #expect(response.status == status)
            }
        }
    }

    @Test func `A head that does not get ready is answered 408, one that never begins not at all`() async throws {
        try await withServer(limits: limits { $0.headSeconds = 0.2 }) { server in
            let silent = try TestClient(port: server.port)
            let slow = try TestClient(port: server.port)
            try await slow.send("GET / HTTP/1.1\r\nHost: a\r\n")
            let response = try await slow.response()
            #expect(response.status == 408)
            #expect(response.headers["Connection"] == "close")
            #expect(try await slow.rest().isEmpty)
            #expect(try await silent.rest().isEmpty)
        }
    }

    @Test func `A trickle of header bytes does not win time`() async throws {
        try await withServer(limits: limits { $0.headSeconds = 0.3 }) { server in
            let client = try TestClient(port: server.port)
            // The second head of a connection is timed from its first byte.
            #expect(try await client.exchange(Self.request).status == 200)
            let started = ContinuousClock.now
            await #expect(throws: TestClient.Failure.self) {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n")
                for _ in 0..<1000 {
                    try await client.send("X: y\r\n")
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            #expect(ContinuousClock.now - started < .seconds(15))
        }
    }

    @Test func `A body below the least rate is answered 408`() async throws {
        let strict = limits {
            $0.bodyGraceSeconds = 0.2
            $0.bodyBytesPerSecond = 1_000_000
        }
        try await withServer(limits: strict) { server in
            let stalled = try TestClient(port: server.port)
            let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
            #expect(try await stalled.exchange(head + "abc").status == 408)
        }
    }

    @Test func `An idle connection is closed`() async throws {
        try await withServer(limits: limits { $0.idleSeconds = 0.2 }) { server in
            let client = try TestClient(port: server.port)
            #expect(try await client.exchange(Self.request).status == 200)
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `A reader that takes nothing is dropped`() async throws {
        let size = 64 << 20
        let large = [UInt8](repeating: 66, count: size)
        try await withServer(
            limits: limits { $0.writeSeconds = 0.3 }, handler: { _ in HTTPResponse(status: 200, body: large) }
        ) { server in
            let client = try TestClient(port: server.port, receiveBuffer: 64 << 10)
            try await client.send(Self.request)
            try await client.peek(1)
            try await Task.sleep(for: .seconds(2))
            #expect(try await client.rest().count < size)
        }
    }

    @Test func `A handler may take longer than every limit for clients`() async throws {
        let short = limits {
            $0.headSeconds = 0.1
            $0.idleSeconds = 0.1
            $0.bodyGraceSeconds = 0.1
            $0.writeSeconds = 0.1
        }
        let handler: HTTPHandler = { _ in
            try? await Task.sleep(for: .milliseconds(700))
            return HTTPResponse(status: 200)
        }
        try await withServer(limits: short, handler: handler) { server in
            let client = try TestClient(port: server.port)
            #expect(try await client.exchange(Self.request).status == 200)
        }
    }

    @Test func `Clients beyond the most connections wait for a place`() async throws {
        try await withServer(limits: limits { $0.connections = 2 }) { server in
            let first = try TestClient(port: server.port)
            let second = try TestClient(port: server.port)
            // Both hold a request that is not complete, so neither is idle.
            try await first.send("GET / HTTP/1.1\r\n")
            try await second.send("GET / HTTP/1.1\r\n")
            let third = try TestClient(port: server.port)
            try await third.send(Self.request)
            #expect(try await first.exchange("Host: a\r\nConnection: close\r\n\r\n").status == 200)
            #expect(try await first.rest().isEmpty)
            await first.disconnect()
            #expect(try await third.response().status == 200)
            #expect(try await second.exchange("Host: a\r\n\r\n").status == 200)
        }
    }

    @Test func `A handler whose client has left still counts`() async throws {
        let gate = Gate()
        let handler: HTTPHandler = { _ in
            await gate.pass()
            return HTTPResponse(status: 200)
        }
        try await withServer(limits: limits { $0.connections = 1 }, handler: handler) { server in
            let hasty = try TestClient(port: server.port)
            try await hasty.send(Self.request)
            await gate.arrived()
            await hasty.reset()
            let waiting = try TestClient(port: server.port)
            try await waiting.send(Self.request)
            async let response = waiting.response()
            try await Task.sleep(for: .milliseconds(300))
            #expect(await gate.arrivals == 1)
            await gate.open()
            #expect(try await response.status == 200)
        }
    }

    @Test func `Idle connections make room when the server is full`() async throws {
        try await withServer(limits: limits { $0.connections = 1 }) { server in
            let idle = try TestClient(port: server.port)
            #expect(try await idle.exchange(Self.request).status == 200)
            #expect(try await TestClient(port: server.port).exchange(Self.request).status == 200)
            #expect(try await idle.rest().isEmpty)
        }
    }
}
