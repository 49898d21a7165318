// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CEpoll
internal import Glibc
internal import HTTPMessages

/// One client's connection: a state machine that only its loop's thread touches.
///
///     head ──▶ body ──▶ handling ──▶ responding ──▶ head   (kept alive)
///       └───────┴── refused ────────────▲    └────▶ lingering ──▶ closed
///
/// One request is in work at a time. While its response is not written to the last byte, nothing more is read: a client
/// that sends without reading fills its own buffers, not ours.
final class Connection: @unchecked Sendable {
    enum Phase {
        /// Waiting for a request, or within its head.
        case head
        case body
        /// The handler has the request.
        case handling
        /// The response is being written.
        case responding
        /// Our side is shut; what the client still sends is thrown away.
        case lingering
        case closed
    }

    static let readable = UInt32(CEPOLL_IN)
    static let writable = UInt32(CEPOLL_OUT)
    static let peerHangup = UInt32(CEPOLL_PEER_HANGUP)
    private static let broken = UInt32(CEPOLL_ERROR) | UInt32(CEPOLL_HANGUP)

    let descriptor: Int32
    let tag: UInt64
    let loop: EventLoop

    var phase = Phase.head
    var input = InputBuffer()
    var output = OutputBuffer()
    var parser: RequestParser
    /// The request in work, from the end of its head until its response is complete.
    var request: RequestHead?
    /// Bytes counted in the server's load for the request in work.
    var countedBody = 0
    var bodyStart = 0.0
    var task: Task<Void, Never>?
    /// When the present phase has taken too long.
    var deadline: Double
    /// The first byte of a head has been seen, or the connection is new: the head's time is running.
    var isHeadTimed = true
    /// An empty line before the request has been skipped.
    var hasSkippedLine = false
    /// The socket took less than was there to send.
    var isBlocked = false
    var closesAfterResponse = false
    /// The client has shut its side; it may still read.
    var hasPeerShut = false
    var hasServed = false
    var isAdvancing = false
    var lingered = 0
    /// The events epoll reports.
    private var armed = Connection.readable | Connection.peerHangup

    init(descriptor: Int32, tag: UInt64, loop: EventLoop) {
        self.descriptor = descriptor
        self.tag = tag
        self.loop = loop
        parser = RequestParser(limits: loop.limits)
        deadline = MonotonicClock.now + loop.limits.headSeconds
    }

    /// Nothing is going on.
    var isIdle: Bool { phase == .head && input.isEmpty && output.isEmpty }

    func register() -> Bool {
        cepoll_control(loop.epoll, EPOLL_CTL_ADD, descriptor, armed, tag) == 0
    }

    func handle(_ events: UInt32) {
        if events & Self.broken != 0 { return close() }
        if events & Self.writable != 0 { flush() }
        if events & Self.readable != 0 { readAvailable() }
        if events & armed & Self.peerHangup != 0 { peerShut() }
    }

    /// The client has shut its side. Reading finds that out in its turn; a handler whose answer probably nobody waits
    /// for is told at once. It still answers: a client may shut its side and read on.
    private func peerShut() {
        guard phase == .handling || !output.isEmpty else { return }
        hasPeerShut = true
        arm(armed & ~(Self.readable | Self.peerHangup))
        task?.cancel()
    }

    func pauseReading() {
        arm(armed & ~Self.readable)
    }

    func resumeReading() {
        arm(armed | Self.readable | (hasPeerShut ? 0 : Self.peerHangup))
    }

    func reportWritable(_ isWanted: Bool) {
        arm(isWanted ? armed | Self.writable : armed & ~Self.writable)
    }

    private func arm(_ events: UInt32) {
        guard events != armed, phase != .closed else { return }
        armed = events
        _ = cepoll_control(loop.epoll, EPOLL_CTL_MOD, descriptor, events, tag)
    }

    /// Looks at the deadline, and gives idle memory back.
    func sweep(now: Double, isServerFull: Bool) {
        if isIdle {
            if now > deadline || (isServerFull && hasServed) { return close() }
            input.release()
            output.release()
            return
        }
        guard now > deadline else { return }
        switch phase {
        // A request that takes too long to arrive, unless the client does not even read `100 Continue`.
        case .head, .body: if output.isEmpty { refuse(408) } else { close() }
        case .responding, .lingering: close()
        case .handling, .closed: return
        }
    }

    /// The server is stopping: answers a request that has arrived, or closes.
    func serveLastRequest() {
        if phase == .head { readAvailable() }
        if isIdle { close() }
    }

    /// Sends the end of the stream but reads on for a while, since closing with unread bytes would reset the connection
    /// and could take the response from the client (RFC 9112 §9.6).
    func linger() {
        guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else { return close() }
        phase = .lingering
        input.release()
        deadline = MonotonicClock.now + loop.limits.lingerSeconds
        arm(Self.readable)
    }

    /// Closes at once, and cancels the handler if it is at work.
    func close() {
        guard phase != .closed else { return }
        let isHandling = phase == .handling
        phase = .closed
        Glibc.close(descriptor)
        loop.connections.remove(self)
        // A handler goes on working until it notices. Its connection counts until then, or clients that come, ask and
        // leave could set any number of handlers to work.
        if !isHandling { forget() }
        task?.cancel()
        task = nil
    }

    /// Nothing is held for the client any more.
    func forget() {
        releaseRequest()
        loop.connectionClosed()
    }

    /// The request is answered, or will not be.
    func releaseRequest() {
        loop.load.removeBody(countedBody)
        countedBody = 0
        request = nil
    }
}
