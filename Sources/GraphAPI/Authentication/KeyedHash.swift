// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CCrypto

/// HMAC-SHA-256 (RFC 2104, FIPS 180-4), for links that carry their own proof.
enum KeyedHash {
    /// The 32 bytes of the hash.
    static func sha256(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { code, count in
            var length: UInt32 = 0
            HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, code.baseAddress, &length)
            count = Int(length)
        }
    }
}
