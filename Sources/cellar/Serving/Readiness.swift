// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Dispatch
import Drives
import HTTPMessages
import Synchronization

/// What `GET /health/live` and `GET /health/ready` answer. They need no token, for those who ask are machines that
/// restart or route, and learn nothing else.
final class Readiness: Sendable {
    private let accepts = Atomic(false)
    private let drive: any Drive

    init(drive: any Drive) {
        self.drive = drive
    }

    /// From now on the server is ready, as long as its drive can be read.
    func begin() { accepts.store(true, ordering: .releasing) }

    /// From now on the server is not ready: it answers what has arrived and ends.
    func end() { accepts.store(false, ordering: .releasing) }

    /// The answer to a request on health; nil for any other.
    func answer(_ request: HTTPRequest) async -> HTTPResponse? {
        let path = request.target.prefix { $0 != "?" }
        guard path.hasPrefix("/health/") else { return nil }
        guard request.method == "GET" || request.method == "HEAD" else {
            return HTTPResponse(status: 405, headers: ["Allow": "GET, HEAD"])
        }
        switch path {
        case "/health/live": return Self.text(200, "live\n")
        case "/health/ready": return await isReady() ? Self.text(200, "ready\n") : Self.text(503, "not ready\n")
        default: return Self.text(404, "not found\n")
        }
    }

    private func isReady() async -> Bool {
        guard accepts.load(ordering: .acquiring) else { return false }
        let drive = drive
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: (try? drive.root()) != nil) }
        }
    }

    private static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "text/plain", "Cache-Control": "no-store"], body: Array(text.utf8)
        )
    }
}
