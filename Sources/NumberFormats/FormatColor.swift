// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The colour that a section of a format code asks for, such as `[Red]` or `[Color 12]` (ECMA-376 part 1, 18.8.31).
public enum FormatColor: Sendable, Hashable {
    case black, blue, cyan, green, magenta, red, white, yellow
    /// An entry of the workbook's palette, 1 to 56.
    case palette(Int)

    /// Reads the text between the brackets, in any case; nil when it names no colour.
    init?(bracket text: String) {
        let name = text.lowercased()
        switch name {
        case "black": self = .black
        case "blue": self = .blue
        case "cyan": self = .cyan
        case "green": self = .green
        case "magenta": self = .magenta
        case "red": self = .red
        case "white": self = .white
        case "yellow": self = .yellow
        default:
            guard name.hasPrefix("color") else { return nil }
            let digits = name.dropFirst(5).drop { $0 == " " }
            guard let index = Int(digits), (1...56).contains(index) else { return nil }
            self = .palette(index)
        }
    }
}
