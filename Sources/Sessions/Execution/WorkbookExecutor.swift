// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// Runs the jobs of one actor one after another on worker threads. It holds no thread while it has no job, so that
/// thousands of workbooks share a few threads.
final class WorkbookExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        /// Whether a thread runs the jobs or has been asked to.
        var isScheduled = false
    }

    private let threads: WorkerThreads
    private let state = Mutex(State())

    init(_ threads: WorkerThreads) { self.threads = threads }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustSchedule = state.withLock { state in
            state.jobs.append(job)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { schedule() }
    }

    private func schedule() {
        threads.submit { self.run() }
    }

    /// Runs what is there now and lets others have the thread before what comes meanwhile.
    private func run() {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        let isDone = state.withLock { state in
            if state.jobs.isEmpty { state.isScheduled = false }
            return state.jobs.isEmpty
        }
        if !isDone { schedule() }
    }
}
