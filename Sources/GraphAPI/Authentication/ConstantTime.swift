// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Comparisons whose duration tells nothing of where two secrets differ.
enum ConstantTime {
    /// Whether two secrets are equal; the time taken depends on the length of `secret` alone.
    @inline(never)
    static func areEqual(_ offered: [UInt8], _ secret: [UInt8]) -> Bool {
        var difference = offered.count ^ secret.count
        for index in secret.indices {
            let byte = index < offered.count ? offered[index] : 0
            difference |= Int(byte ^ secret[index])
        }
        return difference == 0
    }
}
