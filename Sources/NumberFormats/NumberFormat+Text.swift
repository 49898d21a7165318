// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension NumberFormat {
    /// What a cell shows for a number, whatever the width of its column.
    ///
    /// Fill characters (`*x`) show nothing and gaps (`_x`) show a space. A number that the format cannot show as a
    /// date gives a row of number signs, as in Excel.
    public func text(for number: Double, dateSystem: DateSystem = .excel1900) -> FormattedText {
        displayed(number, dateSystem: dateSystem)
            ?? FormattedText(text: Self.unshowable, color: section(for: number)?.section.color)
    }

    /// What a cell shows for a text. The text section applies to an empty text too, but not to an empty cell.
    public func text(for string: String) -> FormattedText {
        guard isValid, let section = textSection else { return FormattedText(text: string) }
        return FormattedText(text: TextBuffer.string { section.append(string, to: &$0) }, color: section.color)
    }

    /// What a cell shows for a truth value, to which formats apply as to the text that names it.
    public func text(for boolean: Bool) -> FormattedText {
        text(for: boolean ? "TRUE" : "FALSE")
    }

    /// As wide as a column of the standard width.
    private static let unshowable = "########"

    /// nil when the section that applies cannot show the number.
    func displayed(_ number: Double, dateSystem: DateSystem) -> FormattedText? {
        guard isValid, !isGeneral, number.isFinite else {
            return FormattedText(text: GeneralNumber.text(for: number))
        }
        guard let (section, keepsSign) = section(for: number) else { return nil }
        var isShown = true
        let text = TextBuffer.string { buffer in
            isShown = section.append(number, keepsSign: keepsSign, system: dateSystem, to: &buffer)
        }
        guard isShown else { return nil }
        switch section.kind {
        case .number, .fraction:
            return FormattedText(text: section.numerals.replacingDigits(in: text), color: section.color)
        case .general, .text, .date: return FormattedText(text: text, color: section.color)
        }
    }

    /// The section that a number falls into and whether a negative number shows its sign there; nil where the number
    /// meets none of two conditions and nothing else is left.
    func section(for number: Double) -> (section: FormatSection, keepsSign: Bool)? {
        let sections = numberSections
        guard let first = sections.first else { return (.general, true) }
        guard first.condition != nil || sections.count > 1 && sections[1].condition != nil else {
            switch sections.count {
            case 1: return (first, true)
            case 2: return number < 0 ? (sections[1], false) : (first, true)
            default: return number > 0 ? (first, true) : number < 0 ? (sections[1], false) : (sections[2], true)
            }
        }
        return conditionalSection(for: number, first: first)
    }

    private func conditionalSection(for number: Double, first: FormatSection) -> (FormatSection, Bool)? {
        let sections = numberSections
        if let condition = first.condition {
            if condition.holds(for: number) { return (first, !condition.admitsOnlyNegative) }
        } else if sections.count == 2 ? number >= 0 : number > 0 {
            return (first, true)
        }
        let keepsSignElsewhere = first.condition?.leavesSignToOthers ?? false
        guard sections.count > 1 else { return (.general, keepsSignElsewhere) }
        if let condition = sections[1].condition {
            if condition.holds(for: number) { return (sections[1], !condition.admitsOnlyNegative) }
            if sections.count == 2 { return textSection == nil ? nil : (.general, true) }
        } else if sections.count == 2 {
            return (sections[1], keepsSignElsewhere)
        } else if number < 0 {
            return (sections[1], false)
        }
        return (sections[2], true)
    }
}
