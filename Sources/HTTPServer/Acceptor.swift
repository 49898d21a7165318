// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CEpoll
internal import Glibc

/// Accepts clients on the first loop's thread and deals them out to all loops in turn.
final class Acceptor {
    /// Clients accepted before other events get their turn.
    private static let batch = 64
    /// How long to wait, in seconds, before asking again for what the system had run out of.
    private static let shortage = 0.1

    private let listener: Listener
    private let loops: [EventLoop]
    private let load: ServerLoad
    private var next = 0
    private var earliestResumption = 0.0
    /// Waiting clients are left in the kernel's queue.
    private(set) var isPaused = false

    init(listener: consuming Listener, loops: [EventLoop], load: ServerLoad) {
        self.listener = listener
        self.loops = loops
        self.load = load
    }

    /// Lets `epoll` report waiting clients under a tag.
    func register(with epoll: Int32, tag: UInt64) -> Bool {
        cepoll_control(epoll, EPOLL_CTL_ADD, listener.descriptor, UInt32(CEPOLL_IN), tag) == 0
    }

    func accept(epoll: Int32, tag: UInt64) {
        for _ in 0..<Self.batch {
            if load.isFull { return pause(true, epoll: epoll, tag: tag) }
            guard let descriptor = listener.accept() else {
                // Anything but an empty queue or a client that gave up means that descriptors or memory ran out: the
                // loop would spin on a queue it cannot empty.
                let reason = errno
                if reason == EINTR || reason == ECONNABORTED { continue }
                if reason == EAGAIN { return }
                earliestResumption = MonotonicClock.now + Self.shortage
                return pause(true, epoll: epoll, tag: tag)
            }
            load.openConnection()
            let loop = loops[next % loops.count]
            next += 1
            if !loop.adopt(descriptor) {
                close(descriptor)
                _ = load.closeConnection()
            }
        }
    }

    /// Accepts again if there is room again.
    func resume(epoll: Int32, tag: UInt64) {
        guard isPaused, !load.isFull, MonotonicClock.now >= earliestResumption else { return }
        pause(false, epoll: epoll, tag: tag)
    }

    private func pause(_ pausing: Bool, epoll: Int32, tag: UInt64) {
        guard pausing != isPaused else { return }
        isPaused = pausing
        let events = pausing ? 0 : UInt32(CEPOLL_IN)
        _ = cepoll_control(epoll, EPOLL_CTL_MOD, listener.descriptor, events, tag)
    }
}
