// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// The order of values in sorting, in comparisons and in searches of sorted ranges.
///
/// Numbers come before texts, texts before FALSE and TRUE, those before errors; blanks are last. Texts are ordered
/// without regard to case: signs, digits, letters, where letters with accents follow their plain form and hyphens and
/// apostrophes count only between texts that are otherwise equal (Excel's page "Sort data in a range or table").
public enum TextOrder {
    /// Below zero, zero or above zero as `left` comes before, is equal to or comes after `right`.
    public static func compare(_ left: String, _ right: String) -> Int {
        if left == right { return 0 }
        if let order = compareASCII(left, right) { return order }
        var one = Weights(left)
        var other = Weights(right)
        while true {
            let a = one.next()
            let b = other.next()
            guard let a else {
                guard b == nil else { return -1 }
                break
            }
            guard let b else { return 1 }
            if a != b { return a < b ? -1 : 1 }
        }
        if one.ignored != other.ignored { return one.ignored < other.ignored ? -1 : 1 }
        return tieBreak(CaseFolding.units(left), CaseFolding.units(right))
    }

    /// The order of two texts up to the first weight that differs; `nil` when they are not ASCII so far, or no weight
    /// differs.
    private static func compareASCII(_ left: String, _ right: String) -> Int? {
        var (left, right) = (left, right)
        return left.withUTF8 { one in
            right.withUTF8 { other in
                var (i, j) = (0, 0)
                while true {
                    while i < one.count, one[i] == 0x27 || one[i] == 0x2D { i += 1 }
                    while j < other.count, other[j] == 0x27 || other[j] == 0x2D { j += 1 }
                    guard i < one.count, j < other.count else {
                        return i < one.count ? 1 : j < other.count ? -1 : nil
                    }
                    guard one[i] | other[j] < 0x80 else { return nil }
                    if one[i] != other[j] {
                        let a = weight(CaseFolding.lowercase(UInt16(one[i])))
                        let b = weight(CaseFolding.lowercase(UInt16(other[j])))
                        if a != b { return a < b ? -1 : 1 }
                    }
                    (i, j) = (i + 1, j + 1)
                }
            }
        }
    }

    /// A number that comes before that of another text only if the text does; texts that begin alike have the same.
    static func beginning(of text: String) -> UInt64 {
        var weights = Weights(text)
        var number: UInt64 = 0
        for place in 1...8 {
            guard let weight = weights.next() else { return number << (8 * (9 - place)) }
            // A weight beyond those of ASCII ends what a byte for each can tell: all such share the greatest number.
            if weight >= 255 { return ((number + 1) << (8 * (9 - place))) &- 1 }
            number = number << 8 | UInt64(weight)
        }
        return number
    }

    /// The order of two values of any kind.
    public static func compare(_ left: CellValue, _ right: CellValue) -> Int {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b ? -1 : a > b ? 1 : 0
        case (.text(let a), .text(let b)): compare(a, b)
        case (.boolean(let a), .boolean(let b)): a == b ? 0 : a ? 1 : -1
        default: rank(left) - rank(right)
        }
    }

    /// The place of a kind of value among the kinds.
    static func rank(_ value: CellValue) -> Int {
        switch value {
        case .number: 0
        case .text: 1
        case .boolean: 2
        case .error: 3
        case .empty: 4
        }
    }

    private static func tieBreak(_ left: [UInt16], _ right: [UInt16]) -> Int {
        for (a, b) in zip(left, right) where a != b { return a < b ? -1 : 1 }
        return left.count - right.count
    }

    /// Walks over a text as weights that decide the order first.
    private struct Weights {
        private var units: String.UTF16View.Iterator
        /// How many hyphens and apostrophes were passed over.
        private(set) var ignored = 0

        init(_ text: String) { units = text.utf16.makeIterator() }

        mutating func next() -> Int? {
            while let unit = units.next() {
                if unit == 0x27 || unit == 0x2D {
                    ignored += 1
                    continue
                }
                return TextOrder.weight(CaseFolding.lowercase(unit))
            }
            return nil
        }
    }

    /// ASCII in Excel's order; hyphen and apostrophe take no part.
    private static let asciiWeights: [Int] = {
        let order = " !\"#$%&()*,./:;?@[\\]^_`{|}~+<=>0123456789abcdefghijklmnopqrstuvwxyz"
        var weights = Array(0..<128)
        for (index, unit) in order.utf16.enumerated() { weights[Int(unit)] = 128 + index }
        return weights
    }()

    /// The plain letters of U+00E0 to U+00FF, U+0100 to U+017F; a full stop marks a letter of its own.
    private static let plainLetters = Array(
        """
        aaaaaa.ceeeeiiii.nooooo.ouuuuy.y\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnn\
        nnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
        """.utf16)

    private static func weight(_ unit: UInt16) -> Int {
        if unit < 0x80 { return asciiWeights[Int(unit)] }
        if unit >= 0xE0, Int(unit) - 0xE0 < plainLetters.count {
            let plain = plainLetters[Int(unit) - 0xE0]
            if plain != 0x2E { return asciiWeights[Int(plain)] }
        }
        return 256 + Int(unit)
    }
}
