// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// What is known of the places in a deflate stream where reading can begin.
///
/// It only says what anybody could find out from the bytes, so all copies of a package share it: reading the part once
/// makes saving it quick afterwards.
final class DeflatePoints: Sendable {
    private let points: Mutex<[DeflatePoint]>

    init(_ points: [DeflatePoint] = []) { self.points = Mutex(points) }

    /// In order.
    var all: [DeflatePoint] { points.withLock { $0 } }

    /// Takes what somebody found who read the stream to its end.
    func learn(_ found: [DeflatePoint]) {
        points.withLock { points in
            if points.isEmpty { points = found }
        }
    }
}
