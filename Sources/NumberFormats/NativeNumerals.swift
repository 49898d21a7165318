// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Numbers in the characters of Chinese, Japanese or Korean, as `[DBNum1]` to `[DBNum4]` ask for in the language of a
/// section: digit by digit under digit placeholders, in words with tens, hundreds and ten thousands under `General` and
/// in dates. A table.
struct NativeNumerals: Sendable, Hashable {
    let digits: [String]
    /// One, ten, hundred and thousand.
    let places: [String]
    /// Powers of ten thousand.
    let groups: [String]
    /// Whether ten, hundred and thousand go without a one before them.
    var omitsOne = false
    /// Whether a gap between digits is told by one zero.
    var showsGaps = false
    /// Whether ten to nineteen go without a one at least in dates.
    var omitsOneInDates = true

    private init(_ digits: String, _ places: String, _ groups: String) {
        self.digits = digits.map(String.init)
        self.places = [""] + places.map(String.init)
        self.groups = [""] + groups.map(String.init)
    }

    /// `[DBNum1]`, `[DBNum2]` and, in Korean, `[DBNum4]`; nil where digits only change their width or stay.
    static func numerals(_ kind: Int, _ locale: FormatLocale) -> NativeNumerals? {
        switch (kind, locale.identifier & 0x3FF) {
        case (1, 0x11): japanese
        case (2, 0x11): formalJapanese
        case (1, 0x12): korean
        case (2, 0x12): formalKorean
        case (4, 0x12): hangul
        case (1, _): isTraditional(locale) ? traditionalChinese : chinese
        case (2, _): isTraditional(locale) ? formalTraditionalChinese : formalChinese
        default: nil
        }
    }

    /// Taiwan, Hong Kong and Macao.
    private static func isTraditional(_ locale: FormatLocale) -> Bool {
        [0x0404, 0x0C04, 0x1404].contains(locale.identifier)
    }

    private static let japanese = NativeNumerals("〇一二三四五六七八九", "十百千", "万億兆京").with { $0.omitsOne = true }
    private static let formalJapanese = NativeNumerals("〇壱弐参四伍六七八九", "拾百阡", "萬億兆京").with {
        $0.omitsOneInDates = false
    }
    private static let chinese = NativeNumerals("○一二三四五六七八九", "十百千", "万亿兆京").with { $0.showsGaps = true }
    private static let formalChinese = NativeNumerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿兆京").with {
        $0.showsGaps = true
        $0.omitsOneInDates = false
    }
    private static let traditionalChinese = NativeNumerals("○一二三四五六七八九", "十百千", "萬億兆京").with {
        $0.showsGaps = true
    }
    private static let formalTraditionalChinese = NativeNumerals("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億兆京").with {
        $0.showsGaps = true
        $0.omitsOneInDates = false
    }
    private static let korean = NativeNumerals("０一二三四五六七八九", "十百千", "万億兆京")
    private static let formalKorean = NativeNumerals("零壹貳參四伍六七八九", "拾百阡", "萬億兆京").with {
        $0.omitsOneInDates = false
    }
    private static let hangul = NativeNumerals("영일이삼사오육칠팔구", "십백천", "만억조경")

    private func with(_ change: (inout NativeNumerals) -> Void) -> NativeNumerals {
        var copy = self
        change(&copy)
        return copy
    }

    /// An integer of ASCII digits in words; digit by digit when there is no name for its size.
    func words(_ number: some StringProtocol, inDate: Bool = false) -> String {
        let values = number.utf8.drop { $0 == .zero }.map { Int($0 - .zero) }
        guard !values.isEmpty else { return digits[0] }
        guard values.count <= 4 * groups.count else { return values.map { digits[$0] }.joined() }
        let omitsOne = omitsOne || inDate && omitsOneInDates
        var text = ""
        var hasGap = false
        for group in stride(from: (values.count - 1) / 4, through: 0, by: -1) {
            let end = values.count - 4 * group
            let members = values[max(0, end - 4)..<end]
            guard members.contains(where: { $0 != 0 }) else {
                hasGap = true
                continue
            }
            for (offset, value) in members.enumerated() {
                guard value != 0 else {
                    hasGap = true
                    continue
                }
                if hasGap, showsGaps { text += digits[0] }
                hasGap = false
                let place = members.count - 1 - offset
                if value != 1 || place == 0 || !omitsOne { text += digits[value] }
                text += places[place]
            }
            hasGap = false
            text += groups[group]
        }
        return text
    }
}
