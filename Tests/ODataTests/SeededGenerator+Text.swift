// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import TestSupport

extension SeededGenerator {
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
