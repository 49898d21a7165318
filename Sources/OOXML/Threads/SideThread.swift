// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// A thread that does one piece of work beside the one that reads or saves a file, and is waited for.
///
/// Plain threads, as a reader blocks until its file is read: tasks of the language run on a pool that must not block.
/// See `docs/decisions/0005-threads-in-files.md`.
struct SideThread: ~Copyable {
    private let thread: pthread_t

    /// Whether a second thread finds a processor to run on.
    static let isWorthwhile = sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1

    /// Starts the work; `nil` when the system has no thread to give.
    init?(_ work: @escaping @Sendable () -> Void) {
        let argument = Unmanaged.passRetained(Work(run: work))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runSideThread, argument.toOpaque()) == 0 else {
            argument.release()
            return nil
        }
        self.thread = thread
    }

    /// Waits for the end of the work, so that nothing runs on after those who asked for it are gone.
    deinit { pthread_join(thread, nil) }
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

/// A function of the file, since a closure could inherit an actor's isolation and trap on a foreign thread.
private func runSideThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
