// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension SessionRegistry {
    /// Runs what blocks, nests deeply or takes long on the registry's threads, which have the stacks for it, and not on
    /// a thread that serves connections: printing a large range or a deep formula, calling a function, asking the
    /// drive.
    public nonisolated func work<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let threads = context.pool.threads
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            threads.submit {
                do throws(Failure) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
