// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Brings the bytes of an XML part to UTF-8, so that every byte offset means the same to parser and editor.
///
/// UTF-8 passes unchanged, byte order mark included. Other encodings are decoded, and the declaration is made to say
/// UTF-8, so that the result is a document of its own that may be edited and saved.
enum XMLEncoding {
    static func utf8(_ bytes: [UInt8], part: String) throws(PackageError) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return bytes }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), high: 1, part) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), high: 0, part) }
        if bytes.starts(with: [0x3C, 0x00]) { return try utf16(bytes[...], high: 1, part) }
        if bytes.starts(with: [0x00, 0x3C]) { return try utf16(bytes[...], high: 0, part) }
        guard let range = declaredEncoding(bytes) else { return bytes }
        let name = String(decoding: bytes[range].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
        switch name {
        // Bytes that are no UTF-16 although they say so come from text that was declared before it was encoded.
        case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf16": return bytes
        case "iso-8859-1", "latin1", "iso_8859-1": return transcoded(bytes) { Unicode.Scalar($0) }
        case "windows-1252", "cp1252": return transcoded(bytes, windows1252)
        default: throw .malformedXML(part: part, offset: range.lowerBound, .unsupportedEncoding(name))
        }
    }

    /// Whether bytes that begin like this may be read as they stand.
    static func isUTF8(startingWith bytes: [UInt8]) -> Bool {
        guard let head = try? utf8(bytes, part: "") else { return false }
        return head == bytes
    }

    /// Where the XML declaration names the encoding.
    private static func declaredEncoding(_ bytes: [UInt8]) -> Range<Int>? {
        guard bytes.starts(with: "<?xml".utf8) else { return nil }
        let head = bytes.prefix(256)
        guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let key = Array("encoding".utf8)
        guard let start = (0..<end).first(where: { head[$0...].starts(with: key) }),
            let open = head[(start + key.count)..<end].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
            let close = head[(open + 1)..<end].firstIndex(of: head[open])
        else { return nil }
        return open + 1..<close
    }

    /// Decodes UTF-16 whose more significant byte stands first (`high` 0) or second (1).
    private static func utf16(
        _ bytes: ArraySlice<UInt8>, high: Int, _ part: String
    ) throws(PackageError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 2 + bytes.count / 8)
        var decoder = UTF16()
        var offset = bytes.startIndex
        var units = AnyIterator { () -> UInt16? in
            guard offset + 1 < bytes.endIndex else { return nil }
            defer { offset += 2 }
            return UInt16(bytes[offset + high]) << 8 | UInt16(bytes[offset + 1 - high])
        }
        while true {
            switch decoder.decode(&units) {
            case .scalarValue(let scalar): output.append(contentsOf: String(scalar).utf8)
            case .emptyInput where bytes.count % 2 == 0: return declaringUTF8(output)
            case .emptyInput, .error: throw .malformedXML(part: part, offset: output.count, .invalidEncoding)
            }
        }
    }

    private static func transcoded(_ bytes: [UInt8], _ scalar: (UInt8) -> Unicode.Scalar) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { output.append(byte) } else { output.append(contentsOf: String(scalar(byte)).utf8) }
        }
        return declaringUTF8(output)
    }

    private static func declaringUTF8(_ bytes: [UInt8]) -> [UInt8] {
        guard let range = declaredEncoding(bytes) else { return bytes }
        var bytes = bytes
        bytes.replaceSubrange(range, with: "UTF-8".utf8)
        return bytes
    }

    /// The 0x80 to 0x9F of Windows-1252; the five holes stay the control characters of Latin-1.
    private static let windows1252Upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(windows1252Upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }
}
