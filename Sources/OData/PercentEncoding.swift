// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Percent-encoding (RFC 3986 §2.1) over UTF-8.
enum PercentEncoding {
    /// Why an encoded text was refused.
    enum Failure: Error {
        case malformed
        case invalidUTF8
        case controlCharacter
    }

    /// Decodes one segment or one query value.
    ///
    /// - Parameter plusIsSpace: true in queries, where forms and clients write a space as `+`.
    static func decode(_ text: ArraySlice<UInt8>, plusIsSpace: Bool = false) throws(Failure) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            var value = byte
            if byte == UInt8(ascii: "%") {
                guard let high = iterator.next().flatMap(hexadecimalDigit),
                    let low = iterator.next().flatMap(hexadecimalDigit)
                else { throw .malformed }
                value = high << 4 | low
            } else if plusIsSpace, byte == UInt8(ascii: "+") {
                value = UInt8(ascii: " ")
            }
            guard value >= 0x20, value != 0x7F else { throw .controlCharacter }
            decoded.append(value)
        }
        guard let string = String(validating: decoded, as: UTF8.self) else { throw .invalidUTF8 }
        return string
    }

    /// Encodes every byte but the unreserved ones (RFC 3986 §2.3) and those in `keeping`.
    static func encode(_ text: String, keeping: StaticString = "") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let kept = UnsafeBufferPointer(start: keeping.utf8Start, count: keeping.utf8CodeUnitCount)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) || kept.contains(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
