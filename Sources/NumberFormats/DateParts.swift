// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A typed day: which parts there are decides the automatic format.
struct DateParts {
    let year: Int
    let month: Int
    let day: Int
    let formatCode: String

    private init?(year: Int, month: Int, day: Int, formatCode: String) {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= DateSerial.daysInMonth(year: year, month: month)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.formatCode = formatCode
    }

    init?(_ items: [TypedDate.Item], currentYear: Int) {
        let isNamed = items.contains { if case .month = $0 { true } else { false } }
        switch items.count {
        case _ where isNamed: self.init(named: items, currentYear: currentYear)
        case 3: self.init(pair: items, currentYear: currentYear)
        case 5: self.init(triple: items)
        default: return nil
        }
    }

    /// `1/2`, `1-2`, `1/2016`.
    private init?(pair items: [TypedDate.Item], currentYear: Int) {
        guard items[1] == .slash || items[1] == .hyphen, case .number(let first, let firstLength) = items[0],
            case .number(let second, let length) = items[2], firstLength <= 2
        else { return nil }
        if length <= 2, let date = DateParts(year: currentYear, month: first, day: second, formatCode: "d-mmm") {
            self = date
        } else if let year = Self.year(second, length: length) {
            self.init(year: year, month: first, day: 1, formatCode: "mmm-yy")
        } else {
            return nil
        }
    }

    /// `1/2/2016`, `2016-01-15`.
    private init?(triple items: [TypedDate.Item]) {
        guard items[1] == .slash || items[1] == .hyphen, items[3] == .slash || items[3] == .hyphen,
            case .number(let first, let firstLength) = items[0], case .number(let second, let secondLength) = items[2],
            case .number(let third, let thirdLength) = items[4], secondLength <= 2
        else { return nil }
        if firstLength == 4, thirdLength <= 2 {
            self.init(year: first, month: second, day: third, formatCode: "m/d/yyyy")
        } else if firstLength <= 2, let year = Self.year(third, length: thirdLength) {
            self.init(year: year, month: first, day: second, formatCode: "m/d/yyyy")
        } else {
            return nil
        }
    }

    /// A month by name: `15-Jan-2016`, `15 January 2016`, `January 15, 2016`, `15-Jan`, `Jan-2016`, `Jan 15`.
    private init?(named items: [TypedDate.Item], currentYear: Int) {
        // Between the parts any one of these separators may stand, and a comma only before a year.
        var parts: [TypedDate.Item] = []
        var separators: [[TypedDate.Item]] = [[]]
        for item in items {
            switch item {
            case .number, .month:
                parts.append(item)
                separators.append([])
            case .slash, .hyphen, .space, .comma: separators[separators.count - 1].append(item)
            case .meridiem, .colon, .point: return nil
            }
        }
        guard separators.first == [], separators.last == [], parts.count >= 2 else { return nil }
        let inner = separators.dropFirst().dropLast()
        let usual: [[TypedDate.Item]] = [[], [.slash], [.hyphen], [.space]]
        switch parts {
        case _ where parts.count == 2:
            guard usual.contains(inner[1]) else { return nil }
            self.init(monthAnd: parts, currentYear: currentYear)
        case _ where parts.count == 3:
            self.init(full: parts, first: inner[1], second: inner[2], usual: usual)
        default: return nil
        }
    }

    private init?(monthAnd parts: [TypedDate.Item], currentYear: Int) {
        var month = 0
        var number = (value: 0, length: 0)
        for part in parts {
            if case .month(let value) = part { month = value }
            if case .number(let value, let length) = part { number = (value, length) }
        }
        if number.length <= 2,
            let date = DateParts(year: currentYear, month: month, day: number.value, formatCode: "d-mmm")
        {
            self = date
        } else if parts.first == .month(month), let year = Self.year(number.value, length: number.length) {
            // Only behind the month is a number that is no day of it a year.
            self.init(year: year, month: month, day: 1, formatCode: "mmm-yy")
        } else {
            return nil
        }
    }

    private init?(
        full parts: [TypedDate.Item],
        first: [TypedDate.Item],
        second: [TypedDate.Item],
        usual: [[TypedDate.Item]]
    ) {
        guard usual.contains(first), case .number(let last, let length) = parts[2],
            let year = Self.year(last, length: length)
        else { return nil }
        if case .number(let day, _) = parts[0], case .month(let month) = parts[1] {
            guard usual.contains(second) || second == [.comma, .space] else { return nil }
            self.init(year: year, month: month, day: day, formatCode: "d-mmm-yy")
        } else if case .month(let month) = parts[0], case .number(let day, _) = parts[1] {
            // Excel takes the month in front only when a comma sets the year apart: Jan-15-2016 stays text.
            guard second == [.comma, .space] || second == [.comma] else { return nil }
            self.init(year: year, month: month, day: day, formatCode: "d-mmm-yy")
        } else {
            return nil
        }
    }

    /// Two digits mean 1930 to 2029.
    private static func year(_ value: Int, length: Int) -> Int? {
        switch length {
        case 1, 2: value < 30 ? 2000 + value : 1900 + value
        case 4: value
        default: nil
        }
    }

    func serial(_ system: DateSystem) -> Double? {
        DateSerial.serial(year: year, month: month, day: day, system: system)
    }
}
