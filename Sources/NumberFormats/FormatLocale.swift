// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The language of a section, as `[$-409]` or `[$-en-US]` say.
struct FormatLocale: Sendable, Hashable {
    /// A Windows locale code.
    let identifier: UInt16
    let names: LocaleNames
    /// Whether the first year of an era is called so, `元`, instead of by its number: `[$-ja-JP-x-gannen]`.
    var namesFirstYear = false

    static let english = FormatLocale(identifier: 0x0409)

    init(identifier: UInt16) {
        self.identifier = identifier
        names = LocaleNames.names(of: identifier, isGenitive: identifier >= 0xFC00)
    }

    /// From a tag of BCP 47 in lower case, such as `en-us`; an underscore may stand for the hyphen.
    init(tag: String) {
        let parts = tag.split { $0 == "-" || $0 == "_" }
        self.init(identifier: LocaleNames.identifier(tag: parts) ?? 0x0409)
        namesFirstYear = parts.contains("gannen")
    }

    var isJapanese: Bool { identifier & 0x3FF == 0x11 }
    var isTaiwanese: Bool { identifier == 0x0404 }

    static func == (left: FormatLocale, right: FormatLocale) -> Bool {
        left.identifier == right.identifier && left.namesFirstYear == right.namesFirstYear
    }
    func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}
