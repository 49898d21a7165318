// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct LifecycleTests {
    static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `Stopping answers what is in flight, drops idle connections and accepts no more`() async throws {
        let gate = Gate()
        let handler: HTTPHandler = { request in
            if request.target == "/wait" { await gate.pass() }
            return HTTPResponse(status: 200)
        }
        // With one loop, the end of the idle connection tells that all connections know.
        try await withServer(loops: 1, handler: handler) { server in
            let idle = try TestClient(port: server.port)
            #expect(try await idle.exchange(Self.request).status == 200)
            let partial = try TestClient(port: server.port)
            try await partial.send("GET / HTTP/1.1\r\n")
            let busy = try TestClient(port: server.port)
            try await busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            await gate.arrived()

            async let stopped: Void = server.stop(grace: 60)
            #expect(try await idle.rest().isEmpty)
            let error = await #expect(throws: TestClient.Failure.self) {
                for _ in 0..<1000 {
                    let late = try TestClient(port: server.port)
                    try await late.send(Self.request)
                    _ = try await late.response()
                }
            }
            #expect(error != nil)
            let last = try await partial.exchange("Host: a\r\n\r\n")
            #expect(last.status == 200)
            #expect(last.headers["Connection"] == "close")
            await partial.disconnect()

            await gate.open()
            let response = try await busy.response()
            #expect(response.status == 200)
            #expect(response.headers["Connection"] == "close")
            #expect(try await busy.rest().isEmpty)
            await busy.disconnect()
            await stopped
            await server.stop(grace: 60)
        }
    }

    @Test func `After the grace period handlers are cancelled and connections closed`() async throws {
        let gate = Gate()
        await gate.open()
        let cancelled = Gate()
        await cancelled.open()
        let handler: HTTPHandler = { _ in
            await gate.pass()
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
            await cancelled.pass()
            return HTTPResponse(status: 200)
        }
        try await withServer(handler: handler) { server in
            let client = try TestClient(port: server.port)
            try await client.send(Self.request)
            await gate.arrived()
            await server.stop(grace: 0.1)
            #expect(try await client.rest().isEmpty)
            await cancelled.arrived()
        }
    }

    @Test func `A port in use is named with its cause`() async throws {
        try await withServer { server in
            let second = try HTTPServer(configuration: .init(port: server.port), handler: echo)
            let error = #expect(throws: HTTPServerError.self) { try second.start() }
            #expect(error?.description == "address already in use: 127.0.0.1:\(server.port)")
            await server.stop(grace: 0)
            try second.start()
            #expect(try await TestClient(port: second.port).exchange(Self.request).status == 200)
            await second.stop(grace: 0)
        }
    }

    @Test func `An address that is not ours is named with its cause`() throws {
        let server = try HTTPServer(configuration: .init(address: "192.0.2.1", port: 0), handler: echo)
        let error = #expect(throws: HTTPServerError.self) { try server.start() }
        #expect(error?.description == "cannot assign requested address: 192.0.2.1:0")
    }

    @Test(arguments: [
        HTTPServerConfiguration(port: 65536), HTTPServerConfiguration(port: -1), HTTPServerConfiguration(loops: 0),
        HTTPServerConfiguration(limits: limits { $0.bodyBytes = -1 }),
        HTTPServerConfiguration(limits: limits { $0.idleSeconds = .nan }),
    ])
    func `A configuration without sense is refused`(configuration: HTTPServerConfiguration) {
        #expect(throws: HTTPServerError.self) { try HTTPServer(configuration: configuration, handler: echo) }
    }

    @Test func `A host name is no address`() throws {
        let server = try HTTPServer(configuration: .init(address: "example.invalid", port: 0), handler: echo)
        #expect(throws: HTTPServerError.invalidConfiguration(subject: "address example.invalid")) { try server.start() }
    }

    @Test(arguments: ["::1", "::"])
    func `IPv6 addresses are served`(address: String) async throws {
        let server = try HTTPServer(configuration: .init(address: address, port: 0), handler: echo)
        try server.start()
        #expect(throws: HTTPServerError.alreadyStarted) { try server.start() }
        #expect(try await TestClient(port: server.port, isIPv6: true).exchange(Self.request).status == 200)
        if address == "::" { #expect(try await TestClient(port: server.port).exchange(Self.request).status == 200) }
        await server.stop(grace: 0)
    }
}
