// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Points in time as the API writes them, in UTC.
enum Timestamp {
    /// `2026-01-31T12:00:00`, as error bodies have it.
    static func seconds(_ milliseconds: Int64) -> String {
        var parts = tm()
        var seconds = time_t(milliseconds / 1000)
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int32, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = [padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2)]
        let time = [padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2)]
        return date.joined(separator: "-") + "T" + time.joined(separator: ":")
    }

    /// `2026-01-31T12:00:00Z`, as drive items have it.
    static func zulu(_ milliseconds: Int64) -> String { seconds(milliseconds) + "Z" }

    /// The year of a point in time.
    static func year(_ milliseconds: Int64) -> Int {
        var parts = tm()
        var seconds = time_t(milliseconds / 1000)
        gmtime_r(&seconds, &parts)
        return Int(parts.tm_year) + 1900
    }
}
