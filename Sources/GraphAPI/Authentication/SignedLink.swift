// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives

/// Makes and reads the part of a link that lets its holder do one thing with one item for a while, without a token.
///
/// The part is `expiry.item.proof`, where the proof is a keyed hash of purpose, expiry and item. Nothing has to be
/// remembered, and a restart, which draws a new key, ends every link.
struct SignedLink: Sendable {
    /// What a link is good for; a link for one purpose is no good for another.
    enum Purpose: String, Sendable {
        case download
        /// Asking how far a copy is.
        case monitor
    }

    private let key: [UInt8]

    /// - Parameter key: 32 random bytes if not given.
    init(key: [UInt8]? = nil) {
        self.key = key ?? (0..<32).map { _ in UInt8.random(in: 0...255) }
    }

    /// How long links are good: Graph's are for about an hour.
    static let lifetime: Int64 = 3_600_000

    /// The text for a link; only characters that need no encoding in a URL.
    ///
    /// - Parameter now: milliseconds since 1970-01-01T00:00:00Z.
    func text(for item: DriveItemID, purpose: Purpose, now: Int64) -> String {
        let claim = "\(now + Self.lifetime).\(item.rawValue)"
        return claim + "." + proof(of: claim, purpose)
    }

    /// The item of a link; nil when the link was not made here for this purpose, or is over.
    func item(of text: String, purpose: Purpose, now: Int64) -> DriveItemID? {
        guard text.utf8.count <= 512 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let expiry = Int64(parts[0]) else { return nil }
        let expected = proof(of: "\(parts[0]).\(parts[1])", purpose)
        guard ConstantTime.areEqual(Array(parts[2].utf8), Array(expected.utf8)), now < expiry else { return nil }
        return DriveItemID(rawValue: String(parts[1]))
    }

    private func proof(of claim: String, _ purpose: Purpose) -> String {
        let code = KeyedHash.sha256(of: Array("\(purpose.rawValue):\(claim)".utf8), key: key)
        return code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
