// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Texts without regard to case, as Excel compares them: every character by its simple lower-case mapping, so that a
/// text keeps its length.
public enum CaseFolding {
    /// The UTF-16 units of a text in lower case.
    public static func units(_ text: String) -> [UInt16] { text.utf16.map(lowercase) }

    /// Lends the UTF-16 units of a text in lower case.
    static func withUnits<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt16>) -> Result) -> Result {
        var text = text
        return text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: bytes.count) { buffer in
                for (index, byte) in bytes.enumerated() {
                    if byte >= 0x80 {
                        return units(String(decoding: bytes, as: UTF8.self)).withUnsafeBufferPointer(body)
                    }
                    buffer[index] = lowercase(UInt16(byte))
                }
                return body(UnsafeBufferPointer(buffer))
            }
        }
    }

    /// One UTF-16 unit in lower case; halves of surrogate pairs stay as they are.
    static func lowercase(_ unit: UInt16) -> UInt16 {
        if unit < 0x80 { return unit >= 65 && unit <= 90 ? unit | 0x20 : unit }
        guard let scalar = Unicode.Scalar(unit) else { return unit }
        let mapped = scalar.properties.lowercaseMapping.utf16
        return mapped.count == 1 ? mapped[mapped.startIndex] : unit
    }

    /// Whether two texts are equal without regard to case.
    public static func equal(_ left: String, _ right: String) -> Bool {
        if left.utf8.count == right.utf8.count, let same = equalASCII(left, right) { return same }
        return left.utf16.lazy.map(lowercase).elementsEqual(right.utf16.lazy.map(lowercase))
    }

    /// Feeds a text into a hash so that texts equal without regard to case hash equally.
    static func hash(_ text: String, into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes where byte >= 0x80 {
                for unit in String(decoding: bytes, as: UTF8.self).utf16 { hasher.combine(lowercase(unit)) }
                return
            }
            for byte in bytes { hasher.combine(UInt16(byte >= 65 && byte <= 90 ? byte | 0x20 : byte)) }
        }
    }

    /// The answer for two texts of equal length when both are ASCII, else `nil`.
    private static func equalASCII(_ left: String, _ right: String) -> Bool? {
        var left = left
        var right = right
        return left.withUTF8 { one in
            right.withUTF8 { other in
                var same = true
                for index in one.indices {
                    let a = one[index]
                    let b = other[index]
                    if (a | b) & 0x80 != 0 { return nil }
                    if a != b, a | 0x20 != b | 0x20 || a | 0x20 < 97 || a | 0x20 > 122 { same = false }
                }
                return same
            }
        }
    }
}
