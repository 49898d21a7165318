// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import GraphAPI
import OOXML
import Sessions

extension Log {
    /// One line per answered request: what was asked by its route, never by its path, and how it went. Neither content
    /// nor session ids nor tokens are in it.
    func write(_ record: RequestRecord) {
        let level: LogLevel = record.status >= 500 ? .warning : .info
        write(
            level, "request",
            [
                "method": record.method,
                "route": record.template ?? "none",
                "status": String(record.status),
                "ms": Self.rounded(record.milliseconds),
                "session": record.sessionMode ?? "none",
                "request-id": record.requestID,
                "client-request-id": record.clientRequestID,
            ])
    }

    /// What happens in the background.
    func write(_ event: SessionEvent) {
        switch event {
        case .opened(let item):
            write(.debug, "opened", ["item": item.rawValue])
        case .checkpointFailed(let item, let error):
            write(.error, "checkpoint-failed", ["item": item.rawValue, "cause": error.description])
        case .checkpointNoticed(let item, let notice):
            write(.info, "checkpoint-noticed", ["item": item.rawValue, "notice": notice.description])
        case .recovered(let item, let finished, let total, let failure):
            write(
                failure == nil ? .info : .error, "recovered",
                [
                    "item": item.rawValue, "progress": "\(finished)/\(total)",
                    "cause": failure?.description ?? "none",
                ])
        }
    }

    /// Milliseconds with two digits behind the point.
    private static func rounded(_ milliseconds: Double) -> String {
        let hundredths = Int((milliseconds * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
