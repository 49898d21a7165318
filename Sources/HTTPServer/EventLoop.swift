// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CEpoll
internal import Glibc
internal import HTTPMessages

/// One thread that serves connections and runs the Swift tasks of their handlers.
///
/// Being the executor its handlers prefer, the loop starts a handler without changing threads, and a handler that
/// awaited something comes back here: connections need no locks, and an answer that waits for nothing costs no hop.
///
/// Each turn takes the sockets' events from epoll, then what other threads left in the mailbox (tasks to go on with,
/// new connections, orders to stop), then looks at deadlines if it is time.
final class EventLoop: TaskExecutor, @unchecked Sendable {
    /// What other threads leave for the loop.
    struct Mailbox {
        var jobs: [UnownedJob] = []
        var descriptors: [Int32] = []
        var stops: [StopOrder] = []
        var thread: pthread_t?
        /// The loop has been woken and has not looked yet.
        var isSignalled = false
        /// The loop has returned and will not look again.
        var hasEnded = false

        var isEmpty: Bool { jobs.isEmpty && descriptors.isEmpty && stops.isEmpty }

        /// Whether the loop could be asleep with what was just put in.
        mutating func mustWake() -> Bool {
            if isSignalled || thread == pthread_self() { return false }
            isSignalled = true
            return true
        }
    }

    /// An order to stop, and who waits for its execution.
    struct StopOrder {
        var graceSeconds: Double
        var done: CheckedContinuation<Void, Never>?
    }

    private static let wakeTag = UInt64.max
    private static let acceptTag = UInt64.max - 1
    private static let eventsPerTurn = 256

    let handler: HTTPHandler
    let errorResponse: @Sendable (Int) -> HTTPResponse
    let limits: HTTPServerLimits
    let load: ServerLoad
    let epoll: Int32
    private let wakeup: Int32
    private let mailbox = Lock(Mailbox())

    // Everything below belongs to the loop's thread.
    var connections = ConnectionTable()
    var date = HTTPDate()
    /// Handlers that have not returned, also those whose client has left.
    var handlersInFlight = 0
    var draining: Draining?
    /// The loop that accepts, if it is another one. Set before the loop runs.
    var acceptingLoop: EventLoop?
    private var acceptor: Acceptor?
    private var jobs: [UnownedJob] = []
    private var nextSweep = 0.0

    init(configuration: HTTPServerConfiguration, load: ServerLoad, handler: @escaping HTTPHandler)
        throws(HTTPServerError)
    {
        self.handler = handler
        errorResponse = configuration.errorResponse
        limits = configuration.limits
        self.load = load
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw .system(operation: "epoll_create1", cause: HTTPServerError.cause(errno)) }
        wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard wakeup >= 0, cepoll_control(epoll, EPOLL_CTL_ADD, wakeup, UInt32(CEPOLL_IN), Self.wakeTag) == 0
        else { throw .system(operation: "eventfd", cause: HTTPServerError.cause(errno)) }
    }

    deinit {
        close(epoll)
        if wakeup >= 0 { close(wakeup) }
    }

    /// Makes this the loop that accepts. Call before the loop runs.
    func accept(with acceptor: Acceptor) throws(HTTPServerError) {
        guard acceptor.register(with: epoll, tag: Self.acceptTag) else {
            throw .system(operation: "epoll_ctl", cause: HTTPServerError.cause(errno))
        }
        self.acceptor = acceptor
    }

    // What other threads call.

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The loop outlasts its handlers. Should a task outlast the loop nevertheless, any thread is better than none.
        if !post({ $0.jobs.append(job) }) { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// Gives the loop a client to serve; false if it serves no more.
    func adopt(_ descriptor: Int32) -> Bool {
        post { $0.descriptors.append(descriptor) }
    }

    /// Has the loop stop, and waits until it has no connections any more (see ``HTTPServer/stop(grace:)``).
    func stop(graceSeconds: Double) async {
        await withCheckedContinuation { continuation in
            if !order(StopOrder(graceSeconds: graceSeconds, done: continuation)) { continuation.resume() }
        }
    }

    /// Has the loop stop without waiting; false if it has ended already.
    @discardableResult
    func order(_ stop: StopOrder) -> Bool {
        post { $0.stops.append(stop) }
    }

    /// Makes the loop take a turn.
    func wake() {
        var one: UInt64 = 1
        _ = write(wakeup, &one, MemoryLayout<UInt64>.size)
    }

    /// Puts something into the mailbox; false if the loop will not look into it any more.
    private func post(_ put: (inout Mailbox) -> Void) -> Bool {
        let (isTaken, mustWake) = mailbox.withLock { box in
            if box.hasEnded { return (false, false) }
            put(&box)
            return (true, box.mustWake())
        }
        if mustWake { wake() }
        return isTaken
    }

    // The loop's thread.

    /// Serves until an order to stop has been carried out and the last handler has returned.
    func run() {
        mailbox.withLock { $0.thread = pthread_self() }
        let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: Self.eventsPerTurn)
        defer { events.deallocate() }
        repeat {
            let count = epoll_wait(epoll, events, Int32(Self.eventsPerTurn), timeout())
            for index in 0..<max(0, Int(count)) { handle(events + index) }
            emptyMailbox()
            acceptor?.resume(epoll: epoll, tag: Self.acceptTag)
            let now = MonotonicClock.now
            if now >= nextSweep {
                nextSweep = now + limits.sweepSeconds
                for connection in connections.all { connection.sweep(now: now, isServerFull: load.isFull) }
            }
        } while !isDrained()
        end()
    }

    private func handle(_ event: UnsafeMutablePointer<epoll_event>) {
        let tag = cepoll_tag(event)
        switch tag {
        case Self.wakeTag:
            var count: UInt64 = 0
            _ = read(wakeup, &count, MemoryLayout<UInt64>.size)
        case Self.acceptTag: acceptor?.accept(epoll: epoll, tag: Self.acceptTag)
        default: connections[tag]?.handle(cepoll_events(event))
        }
    }

    /// Milliseconds epoll may wait: an idle server sleeps until something happens.
    private func timeout() -> Int32 {
        let isEmpty = mailbox.withLock { $0.isEmpty }
        if !isEmpty { return 0 }
        let hasDeadlines = !connections.isEmpty || draining != nil || acceptor?.isPaused == true
        return hasDeadlines ? Int32(limits.sweepSeconds * 1000) : -1
    }

    private func emptyMailbox() {
        // One batch a turn: tasks that keep each other busy must not keep the sockets waiting.
        let (descriptors, stops) = mailbox.withLock { box in
            box.isSignalled = false
            swap(&box.jobs, &jobs)
            let rest = (box.descriptors, box.stops)
            if !rest.0.isEmpty { box.descriptors = [] }
            if !rest.1.isEmpty { box.stops = [] }
            return rest
        }
        for descriptor in descriptors { open(descriptor) }
        for stop in stops { drain(stop) }
        let executor = asUnownedTaskExecutor()
        for job in jobs { job.runSynchronously(on: executor) }
        jobs.removeAll(keepingCapacity: jobs.capacity <= 1024)
    }

    /// Stops accepting: the listening socket closes with the acceptor.
    func stopAccepting() {
        acceptor = nil
    }

    /// Wakes the loop that accepts, which may have been waiting for this connection to close.
    func connectionClosed() {
        if load.closeConnection() { acceptingLoop?.wake() }
    }

    private func end() {
        let rest = mailbox.withLock { box in
            box.hasEnded = true
            defer {
                box.jobs = []
                box.descriptors = []
                box.stops = []
            }
            return box
        }
        for job in rest.jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
        for descriptor in rest.descriptors { open(descriptor) }
        for stop in rest.stops { stop.done?.resume() }
    }
}
