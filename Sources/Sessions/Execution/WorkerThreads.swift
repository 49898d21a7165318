// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// A bounded set of threads with large stacks for what may block or nest deeply: reading and writing the drive,
/// calculating, parsing. The shared pool of the language is neither allowed to block nor given the stack for it.
///
/// A thread is made when work waits that no idle thread takes, and ends when it has had none for a while. One always
/// stays, so that running out of the system's threads never stops the work. Unchecked, because the compiler cannot see
/// that `state` is only touched with the mutex held.
final class WorkerThreads: @unchecked Sendable {
    /// Something to run; it must not wait for other work of the same threads.
    typealias Work = @Sendable () -> Void

    private struct State {
        var waiting: [Work] = []
        /// Position of the first of `waiting` that has not been taken.
        var first = 0
        var threads = 0
        var idle = 0
        var isClosed = false

        var count: Int { waiting.count - first }

        mutating func take() -> Work? {
            guard first < waiting.count else { return nil }
            let work = waiting[first]
            first += 1
            if first == waiting.count || first == 1024 {
                waiting.removeFirst(first)
                first = 0
            }
            return work
        }
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var state = State()
    private let maximum: Int
    private let stackSize: Int
    private let idleMilliseconds: Int64

    init(maximum: Int, stackSize: Int, idleMilliseconds: Int64) throws(SessionError) {
        self.maximum = max(maximum, 1)
        self.stackSize = stackSize
        self.idleMilliseconds = idleMilliseconds
        pthread_mutex_init(mutex, nil)
        let attributes = UnsafeMutablePointer<pthread_condattr_t>.allocate(capacity: 1)
        pthread_condattr_init(attributes)
        pthread_condattr_setclock(attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, attributes)
        pthread_condattr_destroy(attributes)
        attributes.deallocate()
        state.threads = 1
        let status = startThread()
        guard status == 0 else {
            throw .system(operation: "pthread_create", cause: String(cString: strerror(status)))
        }
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `work` on one of the threads, in the order of submission.
    func submit(_ work: @escaping Work) {
        pthread_mutex_lock(mutex)
        state.waiting.append(work)
        if state.count <= state.idle {
            pthread_cond_signal(condition)
        } else if state.threads < maximum {
            state.threads += 1
            // A failure leaves the work to the threads that are there; only after closing there may be none.
            if startThread() != 0 {
                state.threads -= 1
                if state.threads == 0, let work = state.take() {
                    pthread_mutex_unlock(mutex)
                    return work()
                }
            }
        }
        pthread_mutex_unlock(mutex)
    }

    /// Lets the threads end when the work is done. Work that still comes is run all the same.
    func close() {
        pthread_mutex_lock(mutex)
        state.isClosed = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Threads at this moment.
    var threadCount: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return state.threads
    }

    private func startThread() -> Int32 {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        pthread_attr_init(attributes)
        defer {
            pthread_attr_destroy(attributes)
            attributes.deallocate()
        }
        pthread_attr_setdetachstate(attributes, CInt(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(attributes, stackSize)
        let argument = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(&thread, attributes, runWorkerThread, argument.toOpaque())
        if status != 0 { argument.release() }
        return status
    }

    fileprivate func run() {
        pthread_mutex_lock(mutex)
        while true {
            if let work = state.take() {
                pthread_mutex_unlock(mutex)
                work()
                pthread_mutex_lock(mutex)
                continue
            }
            state.idle += 1
            let timedOut = state.isClosed || waitForWork()
            state.idle -= 1
            let isNeeded = state.threads == 1 && !state.isClosed
            if timedOut, state.count == 0, !isNeeded { break }
        }
        state.threads -= 1
        pthread_mutex_unlock(mutex)
    }

    /// Waits with the mutex held; true when no signal came in time.
    private func waitForWork() -> Bool {
        var until = timespec()
        clock_gettime(CLOCK_MONOTONIC, &until)
        let nanoseconds = Int64(until.tv_nsec) + idleMilliseconds % 1000 * 1_000_000
        until.tv_sec += Int(idleMilliseconds / 1000 + nanoseconds / 1_000_000_000)
        until.tv_nsec = Int(nanoseconds % 1_000_000_000)
        return pthread_cond_timedwait(condition, mutex, &until) == ETIMEDOUT
    }
}

/// A function of the file, since a closure could inherit an actor's isolation and trap on a foreign thread.
private func runWorkerThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<WorkerThreads>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
