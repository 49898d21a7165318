// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// The threads of the process that help with large calculations: fewer than there are processors, however many
/// calculations run at once. Who finds none idle calculates alone; nobody waits for one.
///
/// Plain threads with the deep stacks that nested formulas want, made when first asked for and kept. Unchecked, because
/// the compiler cannot see that the state is only touched with the mutex held.
final class HelperThreads: @unchecked Sendable {
    /// What a helper does; it must end when those who asked for help no longer need it.
    typealias Work = @Sendable () -> Void

    static let processors = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
    static let shared = HelperThreads(maximum: max(processors - 1, 1))

    /// As much as the threads of a server have that begin calculations; memory is only taken as it is used.
    private static let stackSize = 256 << 20

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let maximum: Int
    private var threads = 0
    private var idle = 0
    private var waiting: [Work] = []

    private init(maximum: Int) {
        self.maximum = maximum
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Lets up to `count` idle helpers do the work.
    ///
    /// - Returns: how many will.
    func ask(_ count: Int, _ work: @escaping Work) -> Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var asked = 0
        while asked < count, waiting.count < idle || threads < maximum {
            if waiting.count >= idle {
                guard startThread() else { break }
                threads += 1
                idle += 1
            }
            waiting.append(work)
            asked += 1
        }
        if asked > 0 { pthread_cond_broadcast(condition) }
        return asked
    }

    private func startThread() -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, Self.stackSize)
        let argument = Unmanaged.passRetained(self)
        var thread = pthread_t()
        if pthread_create(&thread, &attributes, runHelperThread, argument.toOpaque()) == 0 { return true }
        argument.release()
        return false
    }

    /// A helper counts as idle from before its start until it takes work.
    fileprivate func run() {
        pthread_mutex_lock(mutex)
        while true {
            while waiting.isEmpty { pthread_cond_wait(condition, mutex) }
            let work = waiting.removeLast()
            idle -= 1
            pthread_mutex_unlock(mutex)
            work()
            pthread_mutex_lock(mutex)
            idle += 1
        }
    }
}

/// A function of the file, since a closure could inherit an actor's isolation and trap on a foreign thread.
private func runHelperThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<HelperThreads>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
