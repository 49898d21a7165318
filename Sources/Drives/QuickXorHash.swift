// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The hash by which OneDrive describes a file's content (Microsoft Graph, `hashes` resource: quickXorHash).
///
/// Byte number i is combined by exclusive or into a circle of 160 bits, starting at bit 11 i; at the end the length in
/// bytes is combined into the last 64 bits.
package enum QuickXorHash {
    private static let circle = 160

    /// The hash of `bytes` in base64.
    package static func base64(of bytes: [UInt8]) -> String {
        let folded = fold(bytes)
        var hash = [UInt8](repeating: 0, count: circle / 8)
        for (index, byte) in folded.enumerated() {
            let bit = index * 11 % circle
            let shifted = UInt16(byte) << UInt16(bit % 8)
            hash[bit / 8] ^= UInt8(truncatingIfNeeded: shifted)
            hash[(bit / 8 + 1) % hash.count] ^= UInt8(truncatingIfNeeded: shifted >> 8)
        }
        let length = UInt64(bytes.count)
        for index in 0..<8 {
            hash[12 + index] ^= UInt8(truncatingIfNeeded: length >> UInt64(8 * index))
        }
        return base64(hash)
    }

    /// Bytes 160 apart start at the same bit (11 × 160 is a multiple of 160), so they are first combined with each
    /// other, in words of eight; that leaves 160 bytes to place, however long the content is.
    private static func fold(_ bytes: [UInt8]) -> [UInt8] {
        var words = [UInt64](repeating: 0, count: circle / 8)
        let wholeCount = bytes.count / circle * circle
        bytes.withUnsafeBytes { source in
            for start in stride(from: 0, to: wholeCount, by: circle) {
                for word in 0..<(circle / 8) {
                    words[word] ^= source.loadUnaligned(fromByteOffset: start + word * 8, as: UInt64.self)
                }
            }
        }
        var folded = words.withUnsafeBytes { Array($0) }
        for index in wholeCount..<bytes.count {
            folded[index - wholeCount] ^= bytes[index]
        }
        return folded
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let triple = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for place in 0..<3 {
                bits = bits << 8 | (place < triple.count ? UInt32(triple[start + place]) : 0)
            }
            for place in 0..<4 {
                let digit = alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63]
                text.append(place <= triple.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
