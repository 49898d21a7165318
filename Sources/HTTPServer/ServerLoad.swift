// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Synchronization

/// What all loops of a server together hold at the moment, so that its limits can be limits of the server.
final class ServerLoad: Sendable {
    private let connections = Atomic<Int>(0)
    private let bodyBytes = Atomic<Int>(0)
    private let limits: HTTPServerLimits

    init(limits: HTTPServerLimits) {
        self.limits = limits
    }

    /// Whether no further connection may be opened.
    var isFull: Bool { connections.load(ordering: .relaxed) >= limits.connections }

    func openConnection() {
        connections.add(1, ordering: .relaxed)
    }

    /// Answers whether the server was full until now.
    func closeConnection() -> Bool {
        connections.subtract(1, ordering: .relaxed).oldValue >= limits.connections
    }

    /// Counts bytes of bodies, and answers whether they are still within the limit.
    func addBody(_ count: Int) -> Bool {
        bodyBytes.add(count, ordering: .relaxed).newValue <= limits.allBodyBytes
    }

    func removeBody(_ count: Int) {
        bodyBytes.subtract(count, ordering: .relaxed)
    }
}
