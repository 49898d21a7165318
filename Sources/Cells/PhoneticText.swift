// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How a Japanese text is read: the text with the reading in the place of what has one.
public struct PhoneticText: Sendable, Hashable {
    /// The script in which readings are shown. ECMA-376-1 §18.18.57 (`ST_PhoneticType`).
    public enum Form: String, Sendable, Hashable {
        case fullwidthKatakana, halfwidthKatakana
        case hiragana = "Hiragana"
        case noConversion
    }

    public let text: String
    public let form: Form

    public init(text: String, form: Form) {
        self.text = text
        self.form = form
    }
}
