// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Random ids in Graph's spelling.
public enum GUID {
    /// A version 4 GUID in braces and capitals: `{8B1C7F5E-3A0D-4C52-9E6B-0F6D1C2A3B4C}`. RFC 9562 §5.4.
    public static func random() -> String {
        let high = UInt64.random(in: .min ... .max) & ~0xF000 | 0x4000
        let low = UInt64.random(in: .min ... .max) & ~(0xC0 << 56) | 0x80 << 56
        let digits = hexadecimal(high) + hexadecimal(low)
        var text = "{"
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { text += "-" }
            text.append(digit)
        }
        return text + "}"
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
