// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A format code, compiled once (ECMA-376 part 1, 18.8.31). Immutable and cheap to copy.
public struct NumberFormat: Sendable {
    private let compiled: Compiled

    /// Compiles a code. A code that Excel would refuse leaves `isValid` false and shows values as `General` does.
    public init(_ code: String) {
        compiled = Compiled(code)
    }

    /// The format of a new cell.
    public static let general = NumberFormat("General")

    public var code: String { compiled.code }
    /// Whether Excel accepts the code.
    public var isValid: Bool { compiled.isValid }
    /// Whether the code is `General` and nothing else.
    public var isGeneral: Bool { compiled.isGeneral }
    /// Whether a section for numbers shows a date or a time.
    public var isDate: Bool { compiled.isValid && compiled.sections.contains(where: \.isDate) }
    /// Whether the section for positive numbers shows a percentage.
    public var isPercent: Bool { compiled.isValid && compiled.sections.first?.isPercent == true }
    /// Whether the format is that of a text cell, `@`: what is typed into it stays text.
    public var isText: Bool { compiled.isText }

    var sections: [FormatSection] { compiled.sections }
    var numberSections: ArraySlice<FormatSection> { compiled.sections[..<compiled.numberCount] }
    var textSection: FormatSection? { compiled.textSection }

    private final class Compiled: Sendable {
        let code: String
        let isValid: Bool
        let isGeneral: Bool
        let isText: Bool
        let sections: [FormatSection]
        /// How many sections, from the first, are for numbers.
        let numberCount: Int
        let textSection: FormatSection?

        init(_ code: String) {
            self.code = code
            let lexer = FormatLexer(code)
            var isValid = lexer.isValid
            var lexed = lexer.sections.prefix(4)
            // Excel takes a code of nothing but a colour, a language or numerals for General in these, and likewise a
            // section of nothing but a colour and a condition.
            for index in lexed.indices where lexed[index].isBare {
                let isConditional = lexed[index].color != nil && lexed[index].condition != nil
                if lexed.count == 1 || isConditional { lexed[index].append(.general) }
            }
            sections = lexed.map { FormatSection($0, isValid: &isValid) }
            // Two sections may have conditions, one `@`, and the fourth is for texts.
            if sections.count(where: { $0.condition != nil }) > 2 { isValid = false }
            if sections.count(where: \.isText) > 1 || sections.count == 4 && !sections[3].takesText { isValid = false }
            self.isValid = isValid
            isGeneral = code.isEmpty || code.utf8.count == 7 && code.lowercased() == "general"
            isText = lexer.sections.count == 1 && lexer.sections[0].tokens == [.text]
            let hasTextSection = sections.count == 4 || sections.last?.isText == true
            numberCount = hasTextSection ? sections.count - 1 : sections.count
            textSection = hasTextSection ? sections.last : nil
        }
    }
}

extension NumberFormat: Hashable {
    public static func == (left: NumberFormat, right: NumberFormat) -> Bool {
        left.compiled === right.compiled || left.code == right.code
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
    }
}
