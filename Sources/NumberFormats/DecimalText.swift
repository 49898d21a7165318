// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CNumbers

/// Decimal text to binary64, correctly rounded and without a locale.
enum DecimalText {
    /// Reads the whole text as a number (`-12.5`, `1E+5`); nil when anything else is in it or the value overflows.
    static func number(_ text: some StringProtocol) -> Double? {
        var bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        guard let first = bytes.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "i"),
            first != UInt8(ascii: "n")
        else { return nil }
        var value = 0.0
        let taken = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { cnumbers_parse($0.baseAddress, $0.count, &value) }
        }
        return taken == bytes.count && value.isFinite ? value : nil
    }
}
