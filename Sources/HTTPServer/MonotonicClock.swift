// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// Seconds on a clock that is never set back, to the few milliseconds that deadlines need.
enum MonotonicClock {
    static var now: Double {
        var time = timespec()
        // The coarse clock is read without entering the kernel, so a request can afford to ask several times.
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
