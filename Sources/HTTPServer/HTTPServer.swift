// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc
public import HTTPMessages

/// An HTTP/1.1 server (RFC 9110, RFC 9112) for the open internet: every size and time is bounded by
/// ``HTTPServerLimits``, and what two parsers could read in two ways is refused.
///
/// The handler gets complete requests. It runs as a task on the thread of the connection's loop and returns there after
/// every `await`, so it must not block; work that takes long belongs to an actor with an executor of its own. When the
/// client disconnects, the task is cancelled.
///
///     let server = try HTTPServer(configuration: .init(port: 8080)) { request in HTTPResponse(status: 204) }
///     try server.start()
///     await server.stop(grace: 30)
public final class HTTPServer: Sendable {
    private struct State {
        var loops: [EventLoop] = []
        var port: Int
        var isStarted = false
    }

    private let configuration: HTTPServerConfiguration
    private let handler: HTTPHandler
    private let state: Lock<State>

    /// - Throws: ``HTTPServerError/invalidConfiguration(subject:)``.
    public init(configuration: HTTPServerConfiguration, handler: @escaping HTTPHandler) throws(HTTPServerError) {
        guard (0...65535).contains(configuration.port) else {
            throw .invalidConfiguration(subject: "port \(configuration.port)")
        }
        guard (1...1024).contains(configuration.loops) else {
            throw .invalidConfiguration(subject: "loops \(configuration.loops)")
        }
        if let nonsense = configuration.limits.nonsense { throw .invalidConfiguration(subject: nonsense) }
        self.configuration = configuration
        self.handler = handler
        state = Lock(State(port: configuration.port))
    }

    /// A server nobody holds any more stops without grace.
    deinit {
        for loop in state.withLock({ $0.loops }) { loop.order(EventLoop.StopOrder(graceSeconds: 0)) }
    }

    /// The port the server listens on: the real one after ``start()`` when 0 was asked for.
    public var port: Int { state.withLock { $0.port } }

    /// Listens, and returns as soon as clients can connect.
    ///
    /// - Throws: ``HTTPServerError/listening(address:cause:)`` if the address is taken or not ours, after
    ///   which it may be tried again, and ``HTTPServerError/alreadyStarted`` once it has succeeded.
    public func start() throws(HTTPServerError) {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        guard isFirst else { throw .alreadyStarted }
        do {
            try launch()
        } catch {
            state.withLock { $0.isStarted = false }
            throw error
        }
    }

    private func launch() throws(HTTPServerError) {
        let listener = try Listener(address: configuration.address, port: configuration.port)
        let port = listener.port
        let load = ServerLoad(limits: configuration.limits)
        var loops: [EventLoop] = []
        for _ in 0..<configuration.loops {
            loops.append(try EventLoop(configuration: configuration, load: load, handler: handler))
        }
        try Self.run(loops, acceptor: Acceptor(listener: listener, loops: loops, load: load))
        state.withLock { state in
            state.loops = loops
            state.port = port
        }
    }

    /// Starts the loops, the one that accepts last, so that no client meets a server half started.
    private static func run(_ loops: [EventLoop], acceptor: Acceptor) throws(HTTPServerError) {
        do {
            for loop in loops.dropFirst() {
                loop.acceptingLoop = loops[0]
                try EventLoopThread.start(loop)
            }
            try loops[0].accept(with: acceptor)
            try EventLoopThread.start(loops[0])
        } catch {
            loops[0].stopAccepting()
            for loop in loops.dropFirst() { loop.order(EventLoop.StopOrder(graceSeconds: 0)) }
            throw error
        }
    }

    /// Stops: no more clients are accepted, idle connections are closed, requests that have arrived are answered with
    /// `Connection: close`. Returns when all that is done, at the latest after the grace period; connections that are
    /// left then are closed and their handlers cancelled.
    ///
    /// - Parameter grace: seconds.
    public func stop(grace: Double) async {
        let loops = state.withLock { $0.loops }
        await withDiscardingTaskGroup { group in
            for loop in loops {
                group.addTask { await loop.stop(graceSeconds: grace) }
            }
        }
    }
}
