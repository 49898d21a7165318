// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Number formats every workbook knows by id. ECMA-376-1 §18.8.30.
public enum BuiltInFormats {
    public static func format(_ id: Int) -> NumberFormat? { id == 0 ? .general : nil }
    public static func id(of code: String) -> Int? { code == "General" ? 0 : nil }
}
