// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConnectionTests {
    struct Persistence: Sendable, CustomTestStringConvertible {
        var request: String
        var keepsAlive: Bool
        var field: String?
        var testDescription: String { request.split(separator: "\r\n").joined(separator: " | ") }
    }

    @Test(
        "Connections stay open or close as version and Connection say",
        arguments: [
            Persistence(request: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", keepsAlive: true),
            Persistence(request: "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", keepsAlive: true),
            Persistence(
                request: "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", keepsAlive: false, field: "close"),
            Persistence(
                request: "GET / HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n", keepsAlive: false, field: "close"
            ),
            Persistence(request: "GET / HTTP/1.0\r\n\r\n", keepsAlive: false, field: "close"),
            Persistence(
                request: "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", keepsAlive: true, field: "keep-alive"),
            Persistence(request: "GET /bye HTTP/1.1\r\nHost: a\r\n\r\n", keepsAlive: false, field: "close"),
        ])
    func persistence(_ example: Persistence) async throws {
        let handler: HTTPHandler = { request in
            HTTPResponse(status: 200, headers: request.target == "/bye" ? ["Connection": "close"] : [:])
        }
        try await withServer(handler: handler) { server in
            let client = try TestClient(port: server.port)
            let response = try await client.exchange(example.request)
            #expect(response.headers["Connection"] == example.field)
            if example.keepsAlive {
                #expect(try await client.exchange(example.request).status == 200)
            } else {
                #expect(try await client.rest().isEmpty)
            }
        }
    }

    @Test(arguments: [false, true])
    func `Pipelined requests are answered in order`(isAsync: Bool) async throws {
        let handler: HTTPHandler = { request in
            if isAsync { await Task.yield() }
            return HTTPResponse(status: 200, body: Array(request.target.utf8))
        }
        try await withServer(handler: handler) { server in
            let client = try TestClient(port: server.port)
            let requests = (0..<2000).map { number in
                number % 3 == 0
                    ? "POST /\(number) HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nGET /"
                    : "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
            // Sent by another task: 2000 answers could fill the buffers on the way back.
            async let sending: Void = client.send(requests.joined())
            try await sending
            for number in 0..<2000 { try await #require(client.response().text == "/\(number)") }
        }
    }

    @Test func `The last request before the client shuts its side is answered`() async throws {
        try await withServer { server in
            let client = try TestClient(port: server.port)
            try await client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            await client.finishSending()
            #expect(try await client.response().headers["X-Request"] == "GET /1")
            #expect(try await client.response().headers["X-Request"] == "GET /2")
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `While a slow reader has not taken its answer, its next request is not begun`() async throws {
        let begun = Atomic<Int>(0)
        let size = 48 << 20
        let large = [UInt8](repeating: 66, count: size)
        try await withServer(
            handler: { _ in
                begun.add(1, ordering: .relaxed)
                return HTTPResponse(status: 200, body: large)
            },
            body: { server in
                let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                let client = try TestClient(port: server.port, receiveBuffer: 64 << 10)
                try await client.send(request + request)
                try await client.peek(1)
                try await client.send(request)
                // Other clients are served meanwhile.
                let other = try TestClient(port: server.port)
                #expect(try await other.exchange(request).body.count == size)
                #expect(begun.load(ordering: .relaxed) == 2)
                for _ in 0..<3 { #expect(try await client.response().body == large) }
                #expect(begun.load(ordering: .relaxed) == 4)
            })
    }

    @Test func `What a client sends without reading is not read either`() async throws {
        let large = [UInt8](repeating: 66, count: 16 << 20)
        let patient = limits { $0.writeSeconds = 60 }
        try await withServer(limits: patient, handler: { _ in HTTPResponse(status: 200, body: large) }) { server in
            let client = try TestClient(port: server.port, receiveBuffer: 64 << 10)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.peek(1)
            // Far more than the buffers of both kernels: sending must get stuck.
            await #expect(throws: TestClient.Failure.self) {
                try await client.sendImpatiently([UInt8](repeating: 65, count: 64 << 20))
            }
        }
    }

    @Test(arguments: [false, true])
    func `A client that leaves has its handler cancelled`(isReset: Bool) async throws {
        let entered = Gate()
        let cancelled = Gate()
        await entered.open()
        let handler: HTTPHandler = { _ in
            await entered.pass()
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
            await cancelled.pass()
            return HTTPResponse(status: 200)
        }
        await cancelled.open()
        try await withServer(handler: handler) { server in
            let client = try TestClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await entered.arrived()
            #expect(await cancelled.arrivals == 0)
            if isReset { await client.reset() } else { await client.disconnect() }
            await cancelled.arrived()
        }
    }

    @Test func `A handler comes back from other executors, and many wait at once`() async throws {
        let gate = Gate()
        let handler: HTTPHandler = { request in
            await gate.pass()
            let sum = await withTaskGroup(of: Int.self) { group in
                for number in 0..<10 { group.addTask { number } }
                return await group.reduce(0, +)
            }
            return HTTPResponse(status: 200, body: Array("\(request.target) \(sum)".utf8))
        }
        try await withServer(handler: handler) { server in
            let clients = try (0..<100).map { _ in try TestClient(port: server.port) }
            for (number, client) in clients.enumerated() {
                try await client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            await gate.arrived(100)
            await gate.open()
            for (number, client) in clients.enumerated() {
                #expect(try await client.response().text == "/\(number) 45")
            }
        }
    }
}
