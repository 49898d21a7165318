// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// The value of the Date field (RFC 9110 §5.6.7, IMF-fixdate), formatted once a second.
///
///     var date = HTTPDate()
///     date.now()  // "Sun, 06 Nov 1994 08:49:37 GMT", as UTF-8
struct HTTPDate {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var second: Int?
    private var text: [UInt8] = []

    /// The present time.
    mutating func now() -> [UInt8] {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        if time.tv_sec != second {
            second = time.tv_sec
            text = Array(Self.format(time.tv_sec).utf8)
        }
        return text
    }

    /// Formats seconds since 1970 began, UTC.
    static func format(_ seconds: Int) -> String {
        var seconds = seconds
        var date = tm()
        gmtime_r(&seconds, &date)
        let day = days[Int(date.tm_wday)]
        let month = months[Int(date.tm_mon)]
        let clock = "\(padded(date.tm_hour)):\(padded(date.tm_min)):\(padded(date.tm_sec))"
        return "\(day), \(padded(date.tm_mday)) \(month) \(1900 + Int(date.tm_year)) \(clock) GMT"
    }

    private static func padded(_ number: Int32) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
