// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Testing
import Threads

@Suite struct MonitorTests {
    @Test func `Who waits sees every change, and no two see the value at once`() {
        let monitor = Monitor(0)
        let (players, rounds) = (4, 1_000)
        for player in 0..<players {
            Thread.detachNewThread {
                for round in 0..<rounds {
                    // They take turns, so each must be woken by the one before.
                    monitor.wait { turn in turn == round * players + player ? () : nil }
                    monitor.change { $0 += 1 }
                }
            }
        }
        monitor.wait { turn in turn == rounds * players ? () : nil }
        #expect(monitor.withLock { $0 } == rounds * players)
    }
}
