// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Sessions
import Synchronization

/// A clock that tests move.
final class FakeClock: SessionClock {
    private let time = Mutex<Int64>(1_000)

    var milliseconds: Int64 { time.withLock { $0 } }

    var localTime: Double { 46_000 + Double(milliseconds) / 86_400_000 }

    func advance(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }

    func advance(seconds: Int64) { advance(seconds * 1000) }
}
