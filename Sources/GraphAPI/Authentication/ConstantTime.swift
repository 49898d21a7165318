// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CCrypto

/// Comparisons whose duration tells nothing of where two secrets differ.
enum ConstantTime {
    /// Whether two secrets are equal; the time taken depends on their lengths alone.
    static func areEqual(_ offered: [UInt8], _ secret: [UInt8]) -> Bool {
        offered.count == secret.count && CRYPTO_memcmp(offered, secret, secret.count) == 0
    }
}
