// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a cell shows: the text and, when the section that applied asks for one, its colour.
public struct FormattedText: Sendable, Hashable {
    public var text: String
    public var color: FormatColor?

    public init(text: String, color: FormatColor? = nil) {
        self.text = text
        self.color = color
    }
}
