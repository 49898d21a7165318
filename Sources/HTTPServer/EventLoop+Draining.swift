// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CEpoll
internal import Glibc

extension EventLoop {
    /// How far an order to stop has been carried out.
    struct Draining {
        /// When connections are closed regardless.
        var deadline: Double
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// All connections are closed, and whoever waited has been told.
        var isDone = false
    }

    /// Takes a new client, unless the loop is stopping.
    func open(_ descriptor: Int32) {
        guard draining == nil else {
            close(descriptor)
            return connectionClosed()
        }
        let connection = connections.insert { tag in Connection(descriptor: descriptor, tag: tag, loop: self) }
        if !connection.register() { connection.close() }
    }

    /// Carries out an order to stop: nothing is accepted any more, connections without a request are closed, all
    /// others answer what they have begun, for as long as the order grants.
    func drain(_ order: StopOrder) {
        let deadline = MonotonicClock.now + max(0, order.graceSeconds)
        if let sooner = draining.map({ min($0.deadline, deadline) }) {
            draining?.deadline = sooner
        } else {
            draining = Draining(deadline: deadline)
            stopAccepting()
            // A request may be waiting in the kernel: it came before the end and gets its answer.
            for connection in connections.all { connection.serveLastRequest() }
        }
        guard let done = order.done else { return }
        if draining?.isDone == true { done.resume() } else { draining?.waiting.append(done) }
    }

    /// Whether the loop may return. Handlers still running would never get on without it, so it outlasts them, but
    /// nobody has to wait for that.
    func isDrained() -> Bool {
        guard let draining else { return false }
        if !draining.isDone {
            let isIdle = connections.isEmpty && handlersInFlight == 0
            guard isIdle || MonotonicClock.now >= draining.deadline else { return false }
            for connection in connections.all { connection.close() }
            self.draining?.isDone = true
            self.draining?.waiting = []
            for continuation in draining.waiting { continuation.resume() }
        }
        return handlersInFlight == 0
    }
}
