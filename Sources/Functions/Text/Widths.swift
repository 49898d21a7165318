// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Text {
    /// `ASC`: full-width letters, digits, signs and katakana in their half-width form. ECMA-376-1 §18.17.7.
    static func asc(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let narrow = narrowForms[scalar.value] {
                result.append(contentsOf: narrow.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// `DBCS`, in Japanese `JIS`: half-width letters, digits, signs and katakana in their full-width form.
    /// ECMA-376-1 §18.17.7.
    static func dbcs(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            // A voicing mark belongs to the kana before it.
            if index + 1 < scalars.count, let wide = wideForms[String(scalars[index]) + String(scalars[index + 1])] {
                result.append(wide)
                index += 2
                continue
            }
            result.append(wideForms[String(scalars[index])] ?? scalars[index])
            index += 1
        }
        return String(result)
    }

    /// The katakana and signs that U+FF61 to U+FF9F are narrow forms of.
    private static let kana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"

    /// Wide characters (as numbers) with their narrow forms.
    private static let narrowForms: [UInt32: String] = {
        var forms: [UInt32: String] = [0x3000: " ", 0x2018: "`", 0x2019: "'", 0x201D: "\"", 0xFFE5: "\\"]
        for code in UInt32(0x21)...0x7E { forms[code + 0xFEE0] = Unicode.Scalar(code).map { String($0) } }
        for (offset, scalar) in kana.unicodeScalars.enumerated() {
            guard let narrow = Unicode.Scalar(0xFF61 + UInt32(offset)) else { continue }
            forms[scalar.value] = String(narrow)
            // The kana of the rows ka, sa, ta and ha have voiced forms next to them, those of ha half-voiced ones too.
            if (21...35).contains(offset) || (41...45).contains(offset) {
                forms[scalar.value + 1] = String(narrow) + "\u{FF9E}"
            }
            if (41...45).contains(offset) { forms[scalar.value + 2] = String(narrow) + "\u{FF9F}" }
        }
        forms[0x30F4] = "\u{FF73}\u{FF9E}"
        return forms
    }()

    /// The reverse; a narrow character that has two wide forms takes the one Japanese typing gives.
    private static let wideForms: [String: Unicode.Scalar] = {
        var forms: [String: Unicode.Scalar] = [:]
        for (wide, narrow) in narrowForms.sorted(by: { $0.key < $1.key }) {
            guard let scalar = Unicode.Scalar(wide) else { continue }
            forms[narrow] = scalar
        }
        forms["`"] = "\u{2018}"
        forms["'"] = "\u{2019}"
        forms["\""] = "\u{201D}"
        forms["\\"] = "\u{FFE5}"
        return forms
    }()
}
