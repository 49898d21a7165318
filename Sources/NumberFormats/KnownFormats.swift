// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// Formats that TEXT was asked for, compiled once: a column of formulas, and each calculation of it, asks for the same
/// few.
enum KnownFormats {
    /// More are not kept, nor are longer ones; Excel takes no code beyond 255 characters.
    private static let maximumCount = 256
    private static let maximumLength = 1024

    private static let known = Mutex<[String: NumberFormat]>([:])

    static func format(_ code: String) -> NumberFormat {
        if let format = known.withLock({ $0[code] }) { return format }
        let format = NumberFormat(code)
        guard code.utf8.count <= maximumLength else { return format }
        known.withLock { known in
            if known.count >= maximumCount { known.removeAll() }
            known[code] = format
        }
        return format
    }
}
