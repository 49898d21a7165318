// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a name is compared and sorted by: its scalars in upper case, where that is one scalar, as UTF-8.
///
/// Scalars are mapped one by one, like OneDrive and NTFS do, and are not normalised: `é` written as one scalar and as
/// two are different names. The bytes are stored, so they must not depend on a locale.
package struct NameKey: Hashable, Comparable, Sendable {
    /// The bytes that are compared.
    package let utf8: [UInt8]

    /// The key of any text, be it a valid name or not.
    package init(_ text: String) {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let upper = scalar.properties.uppercaseMapping.unicodeScalars
            folded.append(upper.count == 1 ? upper.first ?? scalar : scalar)
        }
        utf8 = Array(String(folded).utf8)
    }

    /// The key whose bytes have been stored.
    package init(stored utf8: [UInt8]) {
        self.utf8 = utf8
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
