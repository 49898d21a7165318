// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `CHAR`: the character of a number from 1 to 255 in Windows-1252. ECMA-376-1 §18.17.7.
    static func char(_ number: Int) throws(CellError) -> String {
        guard number >= 1, number <= 255 else { throw .value }
        let code = (128...159).contains(number) ? windows1252[number - 128] : UInt32(number)
        return Unicode.Scalar(code).map { String($0) } ?? ""
    }

    /// `CODE`: the number of the first character in Windows-1252, that of `?` where it is not in it.
    /// ECMA-376-1 §18.17.7.
    static func code(_ text: String) throws(CellError) -> Int {
        guard let scalar = text.unicodeScalars.first else { throw .value }
        if let place = windows1252.firstIndex(of: scalar.value) { return place + 128 }
        return scalar.value < 256 ? Int(scalar.value) : 63
    }

    /// `UNICHAR`: the character of a Unicode number. Excel's page UNICHAR.
    static func unichar(_ number: Int) throws(CellError) -> String {
        guard number >= 1, number <= 0x10FFFF else { throw .value }
        guard let scalar = Unicode.Scalar(UInt32(number)), number & 0xFFFE != 0xFFFE else { throw .notAvailable }
        return String(scalar)
    }

    /// `UNICODE`: the Unicode number of the first character. Excel's page UNICODE.
    static func unicode(_ text: String) throws(CellError) -> Int {
        guard let scalar = text.unicodeScalars.first else { throw .value }
        return Int(scalar.value)
    }

    /// What Windows-1252 has from 128 to 159; the five numbers it leaves free stand for themselves.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
