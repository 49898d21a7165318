// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Numbers as they are typed: signs, parentheses, dollars and euros, thousands separators, percent, exponents,
/// fractions. Only the first fifteen significant digits count, as in Excel; the rest are zeros.
enum TypedNumber {
    /// The number and the format code that goes with its notation; nil when the bytes are no number.
    static func parse(_ bytes: ArraySlice<UInt8>) -> (Double, String?)? {
        if let fraction = fraction(bytes) { return fraction }
        var reader = Reader(rest: bytes)
        guard reader.readPrefix(), reader.readDigits(), reader.readSuffix() else { return nil }
        guard var number = DecimalText.number(String(decoding: reader.plain, as: UTF8.self)) else { return nil }
        if reader.isPercent {
            reader.plain.append(contentsOf: "e-2".utf8)
            if !reader.hasExponent, let scaled = DecimalText.number(String(decoding: reader.plain, as: UTF8.self)) {
                number = scaled
            } else {
                number /= 100
            }
        }
        return (reader.isNegative ? -number : number, reader.formatCode)
    }

    /// `1 1/2`, `-3 5/16`: an integer, one space, and digits around a slash that fit into 16 bits.
    private static func fraction(_ bytes: ArraySlice<UInt8>) -> (Double, String?)? {
        guard bytes.contains(UInt8(ascii: "/")), bytes.contains(.space) else { return nil }
        var rest = bytes
        let isNegative = rest.first == .minus
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        while rest.first == .space { rest.removeFirst() }
        let parts = rest.split(separator: .space, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let terms = parts[1].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard terms.count == 2, let whole = integer(parts[0]), let numerator = integer(terms[0]),
            let denominator = integer(terms[1]), denominator > 0, terms[0].count <= 5, terms[1].count <= 5,
            numerator <= 32_767, denominator <= 32_767
        else { return nil }
        let magnitude = Double(whole) + Double(numerator) / Double(denominator)
        let code = terms[1].count == 1 ? "# ?/?" : "# ??/??"
        return (isNegative ? -magnitude : magnitude, code)
    }

    static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= .zero, byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - .zero)
        }
        return value
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>
        /// The number in plain notation, without sign and separators.
        var plain: [UInt8] = []
        var isNegative = false
        var isPercent = false
        private var currency = Currency.none
        var isGrouped = false
        var hasPoint = false
        var hasExponent = false
        private var isParenthesized = false
        /// A dollar sign may only stand in front, a euro sign on either side.
        private enum Currency { case none, dollar, leadingEuro, trailingEuro }
        private static let euro = Array("€".utf8)

        init(rest: ArraySlice<UInt8>) {
            self.rest = rest
        }

        private var hasUnit: Bool { isPercent || currency != .none }

        /// Sign, parenthesis, currency and percent in front; false when they contradict each other.
        mutating func readPrefix() -> Bool {
            var hasSign = false
            while let byte = rest.first {
                switch byte {
                case .minus, UInt8(ascii: "+"):
                    if hasSign || isParenthesized { return false }
                    hasSign = true
                    isNegative = byte == .minus
                case UInt8(ascii: "("):
                    if hasSign || isParenthesized { return false }
                    isParenthesized = true
                    isNegative = true
                case UInt8(ascii: "$"):
                    if hasUnit { return false }
                    currency = .dollar
                case UInt8(ascii: "%"):
                    if hasUnit { return false }
                    isPercent = true
                case .space: break
                default:
                    guard rest.starts(with: Self.euro) else { return true }
                    if hasUnit { return false }
                    currency = .leadingEuro
                    rest.removeFirst(Self.euro.count - 1)
                }
                rest.removeFirst()
            }
            return false
        }

        /// Digits with separators, a point, an exponent; false when there is no digit.
        mutating func readDigits() -> Bool {
            var sinceComma = 3
            var digits = 0
            var significant = 0
            while let byte = rest.first {
                if byte >= .zero, byte <= UInt8(ascii: "9") {
                    plain.append(significant < 15 ? byte : .zero)
                    digits += 1
                    if significant > 0 || byte != .zero { significant += 1 }
                    if isGrouped, !hasPoint { sinceComma += 1 }
                } else if byte == .comma, !hasPoint, significant > 0 {
                    // At least three digits follow a comma: 1,2345 is 12345. No number starts with 0,.
                    if sinceComma < 3 { return false }
                    sinceComma = 0
                    isGrouped = true
                } else if byte == .point, !hasPoint {
                    hasPoint = true
                    plain.append(byte)
                } else {
                    break
                }
                rest.removeFirst()
            }
            if sinceComma < 3 { return false }
            if hasPoint, plain.first == .point { plain.insert(.zero, at: 0) }
            if plain.last == .point { plain.removeLast() }
            return digits > 0 && readExponent()
        }

        private mutating func readExponent() -> Bool {
            guard let letter = rest.first, letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") else {
                return true
            }
            var tail = rest.dropFirst()
            plain.append(UInt8(ascii: "e"))
            if let sign = tail.first, sign == .minus || sign == UInt8(ascii: "+") {
                plain.append(sign)
                tail.removeFirst()
            }
            let exponent = tail.prefix { $0 >= .zero && $0 <= UInt8(ascii: "9") }
            guard !exponent.isEmpty, exponent.count <= 4 else { return false }
            plain.append(contentsOf: exponent)
            rest = tail.dropFirst(exponent.count)
            hasExponent = true
            return true
        }

        /// Percent, euro and the closing parenthesis in any order; false when anything else is left.
        mutating func readSuffix() -> Bool {
            var isOpen = isParenthesized
            while let byte = rest.first {
                switch byte {
                case .space: break
                case UInt8(ascii: ")"):
                    if !isOpen { return false }
                    isOpen = false
                case UInt8(ascii: "%"):
                    if hasUnit { return false }
                    isPercent = true
                default:
                    if hasUnit || !rest.starts(with: Self.euro) { return false }
                    currency = .trailingEuro
                    rest.removeFirst(Self.euro.count - 1)
                }
                rest.removeFirst()
            }
            return !isOpen
        }

        /// A point asks for two decimals even where no digit follows it.
        var formatCode: String? {
            if hasExponent { return "0.00E+00" }
            if isPercent { return hasPoint ? "0.00%" : "0%" }
            switch currency {
            case .dollar: return hasPoint ? "$#,##0.00_);[Red]($#,##0.00)" : "$#,##0_);[Red]($#,##0)"
            case .leadingEuro:
                return hasPoint ? #"[$€-2]\ #,##0.00;[Red]\-[$€-2]\ #,##0.00"# : #"[$€-2]\ #,##0;[Red]\-[$€-2]\ #,##0"#
            case .trailingEuro:
                return hasPoint ? #"#,##0.00\ [$€-1];[Red]\-#,##0.00\ [$€-1]"# : #"#,##0\ [$€-1];[Red]\-#,##0\ [$€-1]"#
            case .none: return isGrouped ? hasPoint ? "#,##0.00" : "#,##0" : nil
            }
        }
    }
}
