// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import Drives

struct QuickXorHashTests {
    @Test(
        arguments: [
            ([], "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ([0x4A], "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        ] as [([UInt8], String)])
    func `the hash of a short content is known`(bytes: [UInt8], hash: String) {
        #expect(QuickXorHash.base64(of: bytes) == hash)
    }

    @Test(arguments: [1, 2, 7, 159, 160, 161, 320, 1000, 4097])
    func `the hash of a long content is that of the bit-by-bit definition`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
        var bits = [Bool](repeating: false, count: 160)
        for (index, byte) in bytes.enumerated() {
            for bit in 0..<8 where byte >> UInt8(bit) & 1 == 1 { bits[(index * 11 + bit) % 160].toggle() }
        }
        for bit in 0..<64 where UInt64(count) >> UInt64(bit) & 1 == 1 { bits[96 + bit].toggle() }
        let hash = stride(from: 0, to: 160, by: 8).map { start in
            (0..<8).reduce(UInt8(0)) { $0 | (bits[start + $1] ? 1 << UInt8($1) : 0) }
        }
        #expect(QuickXorHash.base64(of: bytes) == encoded(hash))
    }

    private func encoded(_ hash: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var bits = hash.flatMap { byte in (0..<8).map { byte >> UInt8(7 - $0) & 1 } }
        bits += [0, 0]
        let digits = stride(from: 0, to: bits.count, by: 6).map { start in
            alphabet[bits[start..<(start + 6)].reduce(0) { $0 << 1 | Int($1) }]
        }
        return String(digits) + "="
    }
}
