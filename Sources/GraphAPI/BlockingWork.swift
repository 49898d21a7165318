// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Dispatch

/// Runs work that blocks or takes long away from the threads that serve connections.
///
/// Drive calls block on the disk and a large range takes a while to print; a connection's loop must do neither.
func offLoop<Result: Sendable>(
    _ work: @escaping @Sendable () throws(GraphError) -> Result
) async throws(GraphError) -> Result {
    let outcome: Swift.Result<Result, GraphError> = await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            do throws(GraphError) {
                continuation.resume(returning: .success(try work()))
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
    }
    return try outcome.get()
}
