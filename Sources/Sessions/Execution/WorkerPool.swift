// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Owns worker threads: they end when nothing refers to the pool any more and their work is done.
final class WorkerPool: Sendable {
    let threads: WorkerThreads

    init(_ limits: SessionLimits) throws(SessionError) {
        threads = try WorkerThreads(
            maximum: limits.threads, stackSize: limits.stackSize, idleMilliseconds: limits.threadIdle)
    }

    deinit { threads.close() }

    /// Runs something that blocks.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(SessionError) -> Value
    ) async throws(SessionError) -> Value {
        let result = await withCheckedContinuation { continuation in
            threads.submit {
                do throws(SessionError) {
                    continuation.resume(returning: Result<Value, SessionError>.success(try body()))
                } catch {
                    continuation.resume(returning: Result<Value, SessionError>.failure(error))
                }
            }
        }
        return try result.get()
    }

    /// Runs something that blocks and does not fail.
    func run(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            threads.submit {
                body()
                continuation.resume()
            }
        }
    }

    /// A new executor for an actor.
    func makeExecutor() -> WorkbookExecutor { WorkbookExecutor(threads) }
}
