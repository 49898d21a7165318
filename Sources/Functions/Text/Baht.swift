// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `BAHTTEXT`: an amount in Thai words, baht and satang. ECMA-376-1 §18.17.7.
    static func bahtText(_ number: Double) throws(CellError) -> String {
        let text = try fixed(number.magnitude, 2, true)
        let whole = text.utf8.dropLast(3).map { Int($0) - 48 }
        let satang = text.utf8.suffix(2).map { Int($0) - 48 }
        let isWholeZero = whole.allSatisfy { $0 == 0 }
        let isSatangZero = satang.allSatisfy { $0 == 0 }
        if isWholeZero && isSatangZero { return "ศูนย์บาทถ้วน" }
        var words = number < 0 ? "ลบ" : ""
        if !isWholeZero { words += amount(whole) + "บาท" }
        words += isSatangZero ? "ถ้วน" : amount(satang) + "สตางค์"
        return words
    }

    private static let digitNames = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
    private static let powerNames = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]

    /// Decimal digits in words: six by six, each six but the last followed by the word for a million.
    private static func amount(_ digits: [Int]) -> String {
        var words = ""
        var hasBegun = false
        for (index, digit) in digits.enumerated() {
            let power = digits.count - 1 - index
            let place = power % 6
            if digit != 0 {
                words += name(digit, place, followsTen: index > 0 && place == 0 && digits[index - 1] != 0)
                hasBegun = true
            }
            if place == 0 && power > 0 && hasBegun { words += "ล้าน" }
        }
        return words
    }

    /// One digit with its power of ten. Ten and twenty have names of their own, and so has a one after tens.
    private static func name(_ digit: Int, _ place: Int, followsTen: Bool) -> String {
        switch (digit, place) {
        case (1, 1): "สิบ"
        case (2, 1): "ยี่สิบ"
        case (1, 0) where followsTen: "เอ็ด"
        default: digitNames[digit] + powerNames[place]
        }
    }
}
