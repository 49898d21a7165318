// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Dates and times as they are typed, in English (United States): month before day.
enum TypedDate {
    /// The serial and the format code that goes with its notation; nil when the bytes are no date or time.
    static func parse(_ bytes: ArraySlice<UInt8>, currentYear: Int, system: DateSystem) -> (Double, String?)? {
        guard let items = items(bytes) else { return nil }
        if let time = TypedTime(items) {
            return (time.serial, time.formatCode)
        }
        // A time may stand behind the date, after a space.
        for index in items.indices.dropFirst() where items[index] == .space {
            if let date = DateParts(Array(items[..<index]), currentYear: currentYear),
                let time = TypedTime(Array(items[(index + 1)...])),
                let serial = date.serial(system)
            {
                return (serial + time.serial, time.hasFraction ? time.formatCode : "m/d/yyyy h:mm")
            }
        }
        guard let date = DateParts(items, currentYear: currentYear), let serial = date.serial(system) else {
            return nil
        }
        return (serial, date.formatCode)
    }

    enum Item: Equatable {
        /// A run of digits: the value of the first nine and the length of all.
        case number(Int, length: Int)
        /// A month, 1 to 12.
        case month(Int)
        /// AM is false, PM is true.
        case meridiem(Bool)
        case slash, hyphen, comma, colon, point, space

        /// Whether it binds what stands around it more tightly than a blank.
        var isTight: Bool { self == .slash || self == .hyphen || self == .colon }
    }

    /// nil when something is in it that no date holds.
    private static func items(_ bytes: ArraySlice<UInt8>) -> [Item]? {
        var items: [Item] = []
        var rest = bytes
        while let byte = rest.first {
            switch byte {
            case .zero...UInt8(ascii: "9"):
                let digits = rest.prefix { $0 >= .zero && $0 <= UInt8(ascii: "9") }
                guard let value = TypedNumber.integer(digits.prefix(9)) else { return nil }
                items.append(.number(value, length: digits.count))
                rest = rest.dropFirst(digits.count)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
                guard let item = word(letters) else { return nil }
                items.append(item)
                rest = rest.dropFirst(letters.count)
            default:
                guard let item = separator(byte) else { return nil }
                rest.removeFirst()
                // Blanks around a separator do not matter: `2026 - 1 - 1`, `4 : 35`.
                if item == .space, let last = items.last, last == .space || last.isTight { continue }
                if item.isTight, items.last == .space { items.removeLast() }
                items.append(item)
            }
        }
        return items.count <= 16 ? items : nil
    }

    private static func separator(_ byte: UInt8) -> Item? {
        switch byte {
        case UInt8(ascii: "/"): .slash
        case .minus: .hyphen
        case .comma: .comma
        case UInt8(ascii: ":"): .colon
        case .point: .point
        case .space: .space
        default: nil
        }
    }

    private static func word(_ letters: ArraySlice<UInt8>) -> Item? {
        guard letters.count <= 9 else { return nil }
        let word = letters.map { $0 | 0x20 }
        switch word.first {
        case UInt8(ascii: "a") where word.count == 1 || word == Array("am".utf8): return .meridiem(false)
        case UInt8(ascii: "p") where word.count == 1 || word == Array("pm".utf8): return .meridiem(true)
        default: break
        }
        guard word.count >= 3 else { return nil }
        for (index, name) in months.enumerated() where name.starts(with: word) {
            return .month(index + 1)
        }
        return nil
    }

    private static let months = LocaleNames.english.months.map { Array($0.lowercased().utf8) }
}
