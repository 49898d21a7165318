// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// SplitMix64: the same seed gives the same run on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One to three random edits: a byte replaced, removed, inserted, or the end cut off.
    mutating func mutated(_ bytes: [UInt8], alphabet: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &self)
            let byte = Bool.random(using: &self) ? alphabet.randomElement(using: &self) ?? 0 : UInt8(next() & 255)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes[index] = byte
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(byte, at: index)
            default: bytes.removeSubrange(index...)
            }
        }
        return bytes
    }

    /// A text of characters that are hard for URLs and JSON.
    mutating func text(maximumLength: Int = 12) -> String {
        let alphabet: [Character] = [
            "a", "Z", "0", " ", "/", "%", "'", "\"", "\\", "(", ")", ":", "=", ",", "{", "}", "!", "&", "?", "#", "@",
            "$",
            "+", ".", "~", "é", "ß", "中", "𝄞", "\u{0301}", "😀",
        ]
        let length = Int.random(in: 1...maximumLength, using: &self)
        return String((0..<length).map { _ in alphabet.randomElement(using: &self) ?? "a" })
    }
}
