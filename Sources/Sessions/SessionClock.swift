// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// The time that sessions live by; tests move one of their own.
public protocol SessionClock: Sendable {
    /// Milliseconds on a clock that is never set back; its zero means nothing.
    var milliseconds: Int64 { get }
    /// Local date and time in days since 1899-12-30: what NOW and TODAY see (`EvaluationInputs.now`).
    var localTime: Double { get }
}

/// The clocks of the system.
public struct SystemClock: SessionClock {
    public init() {}

    public var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    public var localTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var local = tm()
        localtime_r(&time.tv_sec, &local)
        // The offset turns local time into a plain count; 25569 days lie between 1899-12-30 and 1970-01-01.
        let seconds = time.tv_sec + local.tm_gmtoff
        return 25_569 + (Double(seconds) + Double(time.tv_nsec / 1_000_000) / 1000) / 86_400
    }
}
