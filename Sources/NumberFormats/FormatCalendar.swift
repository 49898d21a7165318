// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The calendar in which a section counts years, as bits 16 to 23 of a locale code or `B1`/`B2` say.
enum FormatCalendar: Sendable, Hashable {
    case gregorian, japanese, taiwanese, korean, hijri, buddhist

    /// nil for calendars that fall back to the Gregorian one.
    init?(code: UInt8) {
        switch code {
        case 0x03: self = .japanese
        case 0x04: self = .taiwanese
        case 0x05: self = .korean
        case 0x06, 0x17: self = .hijri
        case 0x07: self = .buddhist
        default: return nil
        }
    }

    /// A Gregorian day in this calendar.
    func date(year: Int, month: Int, day: Int, day1900: Int) -> (year: Int, month: Int, day: Int) {
        switch self {
        case .gregorian, .japanese: (year, month, day)
        case .taiwanese: (year - 1911, month, day)
        case .korean: (year + 2333, month, day)
        case .buddhist: (year + 543, month, day)
        case .hijri: Self.hijri(day1900: day1900)
        }
    }

    /// The tabular Islamic calendar as Microsoft computes it: thirty years of 354 days with eleven leap days, one of
    /// them in the fifteenth year.
    private static func hijri(day1900: Int) -> (year: Int, month: Int, day: Int) {
        // Serials 0 and 1 are both 29 Sha'ban 1317 in Excel.
        let days = max(1, day1900) + 466_581 - (day1900 > 60 ? 1 : 0)
        var year = (30 * days + 10_646) / 10_631
        while firstDay(ofYear: year + 1) <= days { year += 1 }
        while firstDay(ofYear: year) > days { year -= 1 }
        var rest = days - firstDay(ofYear: year)
        var month = 1
        while month < 12, rest >= 29 + month % 2 {
            rest -= 29 + month % 2
            month += 1
        }
        return (year, month, rest + 1)
    }

    /// Excel names these months in Arabic, whatever the language of the section.
    static let hijriMonths = [
        "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الثانية", "رجب", "شعبان", "رمضان", "شوال",
        "ذو القعدة", "ذو الحجة",
    ]

    private static func firstDay(ofYear year: Int) -> Int {
        (year - 1) * 354 + (4 + 11 * year) / 30
    }

    /// The Japanese era of a day: its name, its two shorter names, and the year in it.
    static func japaneseEra(year: Int, month: Int, day: Int) -> (names: [String], year: Int) {
        let key = year * 10_000 + month * 100 + day
        if key >= 2019_05_01 { return (["R", "令", "令和"], year - 2018) }
        if key >= 1989_01_08 { return (["H", "平", "平成"], year - 1988) }
        if key >= 1926_12_25 { return (["S", "昭", "昭和"], year - 1925) }
        if key >= 1912_07_30 { return (["T", "大", "大正"], year - 1911) }
        return (["M", "明", "明治"], year - 1867)
    }
}
