// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Synchronization

/// Which items the paths of sessions' calls led to: what a session has once addressed it need not look up again.
final class AddressCache: Sendable {
    struct Key: Hashable, Sendable {
        let session: String
        let address: DriveAddress
    }

    /// Entries kept; when there are more, all are forgotten and looked up anew.
    private static let capacity = 10_000

    private let items = Mutex<[Key: DriveItemID]>([:])

    subscript(key: Key) -> DriveItemID? {
        get { items.withLock { $0[key] } }
        set {
            items.withLock { items in
                if items.count >= Self.capacity { items.removeAll() }
                items[key] = newValue
            }
        }
    }
}
