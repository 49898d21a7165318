// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer

/// Runs `body` against a server on a port of the system's choice, and stops the server afterwards.
func withServer(
    loops: Int = 2,
    limits: HTTPServerLimits = HTTPServerLimits(),
    handler: @escaping HTTPHandler = echo,
    body: (HTTPServer) async throws -> Void
) async throws {
    var configuration = HTTPServerConfiguration(port: 0, loops: loops, limits: limits)
    configuration.errorResponse = { status in
        HTTPResponse(status: status, headers: ["X-Shaped": "yes"], body: Array("refused".utf8))
    }
    let server = try HTTPServer(configuration: configuration, handler: handler)
    try server.start()
    do {
        try await body(server)
    } catch {
        await server.stop(grace: 0)
        throw error
    }
    await server.stop(grace: 0)
}

/// Answers with what arrived: method, target and Host in fields of their own, then the body.
let echo: HTTPHandler = { request in
    var answer = HTTPResponse(status: 200, headers: ["Content-Type": "text/plain"], body: request.body)
    answer.headers["X-Host"] = request.headers["Host"]
    answer.headers["X-Request"] = "\(request.method) \(request.target)"
    return answer
}

/// Limits with one of them changed.
func limits(_ change: (inout HTTPServerLimits) -> Void) -> HTTPServerLimits {
    var limits = HTTPServerLimits()
    change(&limits)
    return limits
}

/// Lets a handler wait until a test opens it, and a test wait until a handler has come.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var arrivals = 0
    private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func pass() async {
        arrivals += 1
        let due = watchers.filter { $0.count <= arrivals }
        watchers.removeAll { $0.count <= arrivals }
        for watcher in due { watcher.continuation.resume() }
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    /// Returns when `count` have come to the gate.
    func arrived(_ count: Int = 1) async {
        if arrivals < count { await withCheckedContinuation { watchers.append((count, $0)) } }
    }
}
