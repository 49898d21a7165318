// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Excel's category Web.
enum Web {
    /// `ENCODEURL`: a text with everything but letters, digits, `-`, `_`, `.` and `~` as percent signs and the
    /// hexadecimal digits of its UTF-8 bytes. Excel's page ENCODEURL.
    static func encodeURL(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
