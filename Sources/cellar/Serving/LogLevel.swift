// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How much is logged; each level includes those before it.
enum LogLevel: String, Comparable, CaseIterable, Sendable {
    /// What needs a person.
    case error
    /// What a person should know about.
    case warning
    /// One line per request, start and stop.
    case info
    /// What helps to find a fault.
    case debug

    static func < (left: LogLevel, right: LogLevel) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
