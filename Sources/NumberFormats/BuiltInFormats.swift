// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The format codes that a number format id below 164 stands for without being written into the file
/// (ECMA-376 part 1, 18.8.30), as Excel in English (United States) understands them. A table.
public enum BuiltInFormats {
    /// The code of a built-in id; nil when the id has none.
    public static func code(for id: Int) -> String? {
        id >= 0 && id < codes.count ? codes[id] : thai[id]
    }

    /// The lowest built-in id of a code; nil when the code is none of them.
    public static func id(for code: String) -> Int? {
        ids[code]
    }

    private static let ids: [String: Int] = {
        var ids: [String: Int] = [:]
        for (id, code) in codes.enumerated() where !(23...36).contains(id) && id < 50 {
            if let code, ids[code] == nil { ids[code] = id }
        }
        return ids
    }()

    private static let codes: [String?] = [
        "General", "0", "0.00", "#,##0", "#,##0.00",
        "$#,##0_);($#,##0)", "$#,##0_);[Red]($#,##0)", "$#,##0.00_);($#,##0.00)", "$#,##0.00_);[Red]($#,##0.00)",
        "0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??",
        "m/d/yyyy", "d-mmm-yy", "d-mmm", "mmm-yy", "h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "m/d/yyyy h:mm",
        nil, nil, nil, nil,
        // 27 to 36 belong to the East Asian versions; in English they are plain dates and times.
        "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "h:mm:ss", "h:mm:ss", "h:mm:ss", "h:mm:ss",
        "m/d/yyyy",
        "#,##0_);(#,##0)", "#,##0_);[Red](#,##0)", "#,##0.00_);(#,##0.00)", "#,##0.00_);[Red](#,##0.00)",
        #"_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)"#, #"_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)"#,
        #"_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)"#, #"_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)"#,
        "mm:ss", "[h]:mm:ss", "mm:ss.0", "##0.0E+0", "@",
        "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy", "m/d/yyyy",
    ]

    private static let thai: [Int: String] = [
        59: "0", 60: "0.00", 61: "#,##0", 62: "#,##0.00", 67: "0%", 68: "0.00%", 69: "# ?/?", 70: "# ??/??",
        71: "m/d/yyyy", 72: "d-mmm-yy", 73: "d-mmm", 74: "mmm-yy", 75: "h:mm", 76: "h:mm:ss", 77: "m/d/yyyy h:mm",
        78: "mm:ss", 79: "[h]:mm:ss", 80: "mm:ss.0", 81: "m/d/yyyy",
    ]
}
