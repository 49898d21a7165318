// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import Threads

/// The threads of the process that help with large calculations: fewer than there are processors, however many
/// calculations run at once. Who finds none idle calculates alone; nobody waits for one.
///
/// Plain threads with the deep stacks that nested formulas want, made when first asked for and kept.
final class HelperThreads: Sendable {
    /// What a helper does; it must end when those who asked for help no longer need it.
    typealias Work = @Sendable () -> Void

    static let processors = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
    static let shared = HelperThreads(maximum: max(processors - 1, 1))

    /// As much as the threads of a server have that begin calculations; memory is only taken as it is used.
    private static let stackSize = 256 << 20

    private struct State {
        var threads = 0
        var idle = 0
        var waiting: [Work] = []
    }

    private let monitor = Monitor(State())
    private let maximum: Int

    private init(maximum: Int) { self.maximum = maximum }

    /// Lets up to `count` idle helpers do the work.
    ///
    /// - Returns: how many will.
    func ask(_ count: Int, _ work: @escaping Work) -> Int {
        monitor.change { state in
            var asked = 0
            while asked < count, state.waiting.count < state.idle || state.threads < maximum {
                if state.waiting.count >= state.idle {
                    guard startThread() else { break }
                    state.threads += 1
                    state.idle += 1
                }
                state.waiting.append(work)
                asked += 1
            }
            return asked
        }
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
        while true {
            let work = monitor.wait { state -> Work? in
                guard let work = state.waiting.popLast() else { return nil }
                state.idle -= 1
                return work
            }
            work()
            monitor.withLock { $0.idle += 1 }
        }
    }
}

/// A function of the file, since a closure could inherit an actor's isolation and trap on a foreign thread.
private func runHelperThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<HelperThreads>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
