// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Cuts a format code into sections and tokens (ECMA-376 part 1, 18.8.31). It never fails; what Excel would refuse
/// clears `isValid`.
struct FormatLexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var section = LexedSection()
    private(set) var sections: [LexedSection] = []
    private(set) var isValid = true

    /// Excel takes 255 characters. Every cell pays for the length, so that nothing much longer is compiled.
    static let longestCode = 1024

    init(_ code: String) {
        scalars = Array(code.unicodeScalars.prefix(Self.longestCode + 1))
        if scalars.count > Self.longestCode {
            isValid = false
            sections = [section]
            return
        }
        while position < scalars.count { readToken() }
        sections.append(section)
        if sections.count > 4 { isValid = false }
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    private mutating func readToken() {
        let scalar = scalars[position]
        switch scalar {
        case ";":
            sections.append(section)
            section = LexedSection()
            position += 1
        case "\"": readQuoted()
        case "\\", "_", "*": readPrefixed(scalar)
        case "[": readBracket()
        default:
            if !readWord(scalar) { readSingle(scalar) }
        }
    }

    /// Text in quotes; an unclosed quote takes the rest of the code.
    private mutating func readQuoted() {
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek(), scalar != "\"" {
            text.append(scalar)
            position += 1
        }
        position += 1
        section.append(.literal(String(text)))
    }

    private mutating func readPrefixed(_ prefix: Unicode.Scalar) {
        guard let scalar = peek(1) else {
            isValid = false
            position += 1
            return
        }
        position += 2
        switch prefix {
        case "_": section.append(.skip)
        case "*": section.append(.fill)
        default: section.append(.literal(String(Character(scalar))))
        }
    }

    private mutating func readBracket() {
        guard let end = scalars[position...].firstIndex(of: "]") else {
            isValid = false
            position = scalars.count
            return
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[(position + 1)..<end])
        position = end + 1
        if !section.apply(bracket: String(view)) { isValid = false }
    }

    /// A run or a keyword made of letters; false when no such thing starts here.
    private mutating func readWord(_ scalar: Unicode.Scalar) -> Bool {
        if matches("general") { return take(7, .general) }
        if matches("am/pm") { return take(5, .date(.localMeridiem)) }
        if matches("上午/下午") { return take(5, .date(.meridiem(before: "上午", after: "下午"))) }
        if matches("a/p"), let after = peek(2) {
            return take(3, .date(.meridiem(before: String(Character(scalar)), after: String(Character(after)))))
        }
        let lowered = scalar.properties.lowercaseMapping
        if lowered == "e", let sign = peek(1), sign == "+" || sign == "-", section.hasDigits {
            return take(2, .exponent(letter: UInt8(ascii: scalar), showsPlus: sign == "+"))
        }
        if lowered == "b", let digit = peek(1), digit == "1" || digit == "2" {
            section.calendar = digit == "2" ? .hijri : .gregorian
            position += 2
            return true
        }
        let length = runLength(of: lowered)
        guard let field = dateField(letter: lowered, length: length) else { return false }
        return take(length, .date(field))
    }

    private mutating func take(_ length: Int, _ token: FormatToken) -> Bool {
        section.append(token)
        position += length
        return true
    }

    private func matches(_ word: String) -> Bool {
        var offset = 0
        for scalar in word.unicodeScalars {
            guard let own = peek(offset), own == scalar || own.properties.lowercaseMapping == String(Character(scalar))
            else { return false }
            offset += 1
        }
        return true
    }

    private func runLength(of lowered: String) -> Int {
        var length = 0
        while let scalar = peek(length), scalar.properties.lowercaseMapping == lowered { length += 1 }
        return length
    }

    private mutating func dateField(letter: String, length: Int) -> DateField? {
        switch letter {
        case "y": return .year(digits: length <= 2 ? 2 : 4)
        case "b": return .buddhistYear(digits: length <= 2 ? 2 : 4)
        case "g": return .era(length: min(length, 3))
        case "e": return .eraYear(digits: length)
        case "m": return .month(length: length > 5 ? 4 : length)
        case "d": return .day(length: min(length, 4))
        case "a" where length >= 3: return .day(length: min(length, 4))
        case "h":
            if length > 2 { isValid = false }
            return .hour(length: min(length, 2))
        case "s":
            if length > 2 { isValid = false }
            return .second(length: min(length, 2))
        default: return nil
        }
    }

    private mutating func readSingle(_ scalar: Unicode.Scalar) {
        position += 1
        switch scalar {
        case "0": section.append(.digit(.zero))
        case "#": section.append(.digit(.hash))
        case "?": section.append(.digit(.question))
        case "1"..."9": section.append(.plainDigit(UInt8(ascii: scalar)))
        case ".": section.append(.point)
        case ",": section.append(.comma)
        case "%": section.append(.percent)
        case "/": section.append(.slash)
        case "@": section.append(.text)
        case "n", "N":
            isValid = false
            section.append(.literal(String(Character(scalar))))
        default: section.append(.literal(String(Character(scalar))))
        }
    }
}
