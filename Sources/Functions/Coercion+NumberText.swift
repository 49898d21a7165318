// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers

extension Coercion {
    /// A number cut to so many significant digits (Excel works with 15), rounded to nearest.
    public static func rounded(toDigits digits: Int, _ number: Double) -> Double {
        guard number != 0, number.isFinite else { return number }
        var buffer = [CChar](repeating: 0, count: 48)
        let length = cnumbers_print_scientific(number, Int32(digits), &buffer)
        var result = number
        _ = cnumbers_parse(buffer, length, &result)
        return result
    }

    /// A number as `&`, LEN and the text functions see it: General format with 15 significant digits, scientific from
    /// 1E+20 up and, below, when more than 20 characters would be needed.
    public static func text(number: Double) -> String {
        if number == 0 { return "0" }
        var buffer = [CChar](repeating: 0, count: 48)
        let length = cnumbers_print_scientific(number.magnitude, 15, &buffer)
        let printed = buffer[..<length].map { UInt8(bitPattern: $0) }
        // d.dddddddddddddde±XX: the digits without the point, and the exponent.
        guard let mark = printed.firstIndex(of: UInt8(ascii: "e")),
            let exponent = Int(String(decoding: printed[(mark + 1)...], as: UTF8.self))
        else { return "" }
        var digits = printed[..<mark].filter { $0 != UInt8(ascii: ".") }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        let text = layOut(String(decoding: digits, as: UTF8.self), exponent)
        return number < 0 ? "-" + text : text
    }

    private static func layOut(_ digits: String, _ exponent: Int) -> String {
        let count = digits.utf8.count
        if exponent >= 0 && exponent < 20 {
            if count <= exponent + 1 { return digits + String(repeating: "0", count: exponent + 1 - count) }
            return digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
        }
        if exponent < 0 && count - exponent <= 19 {
            return "0." + String(repeating: "0", count: -exponent - 1) + digits
        }
        let power = exponent.magnitude
        let tail = "E" + (exponent < 0 ? "-" : "+") + (power < 10 ? "0" : "") + String(power)
        return count == 1 ? digits + tail : digits.prefix(1) + "." + digits.dropFirst() + tail
    }
}
