// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import Sessions

/// Runs work on a thread with the stack that the server's own threads have: formulas nest, and are walked recursively.
enum DeepStack {
    private final class Work: @unchecked Sendable {
        let body: () -> Int32
        var result: Int32 = 1

        init(_ body: @escaping () -> Int32) { self.body = body }
    }

    /// Waits for the work and gives its result; without a thread to be had, runs it here.
    static func run(_ body: () -> Int32) -> Int32 {
        withoutActuallyEscaping(body) { body in
            let work = Work(body)
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            defer { pthread_attr_destroy(&attributes) }
            pthread_attr_setstacksize(&attributes, SessionLimits().stackSize)
            var thread = pthread_t()
            let argument = Unmanaged.passUnretained(work).toOpaque()
            let status = pthread_create(&thread, &attributes, runWork, argument)
            guard status == 0 else { return work.body() }
            pthread_join(thread, nil)
            return work.result
        }
    }

    private static let runWork: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        if let argument {
            let work = Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue()
            work.result = work.body()
        }
        return nil
    }
}
