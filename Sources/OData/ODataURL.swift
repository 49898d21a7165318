// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The spelling of keys, `@odata.id` and `@odata.context`, as live answers have it.
///
/// Contexts carry keys in plain quotes, `tables('fooddiary')`; the workbook part of an `@odata.id` carries them in
/// encoded ones, `tables(%27%7B4732EEDC-…%7D%27)`. In both, all but unreserved bytes of the key are encoded.
public enum ODataURL {
    /// A string literal: in single quotes, quotes inside doubled (OData 4.0 URL Conventions §5.1.1.6.1).
    public static func quoted(_ text: String) -> String {
        var literal = "'"
        for character in text.unicodeScalars {
            if character == "'" { literal.unicodeScalars.append("'") }
            literal.unicodeScalars.append(character)
        }
        return literal + "'"
    }

    /// A path segment with everything but unreserved bytes percent-encoded.
    public static func encodedSegment(_ text: String) -> String {
        PercentEncoding.encode(text)
    }

    /// `('user%40example.com')`: a key for `@odata.context` and for the drive part of `@odata.id`.
    public static func key(_ text: String) -> String {
        "(" + PercentEncoding.encode(quoted(text), keeping: "'") + ")"
    }

    /// `(%27Sheet1%27)`: a key for the workbook part of `@odata.id`.
    public static func encodedKey(_ text: String) -> String {
        "(" + PercentEncoding.encode(quoted(text)) + ")"
    }

    /// The value of `@odata.context`.
    ///
    /// - Parameters:
    ///   - root: the service root with its version and no slash at the end, `https://host/v1.0`.
    ///   - fragment: what stands after `$metadata#`, such as `workbookRange` or `users('u')/drive/…/tables`.
    ///   - select: paths of `$select`, listed in parentheses after the fragment (OData 4.0 Protocol §10.7).
    ///   - isEntity: true for one entity reached by navigation.
    public static func context(
        root: String, fragment: String, select: [SelectPath]? = nil, isEntity: Bool = false
    ) -> String {
        let list = select.map { "(" + $0.map(\.description).joined(separator: ",") + ")" } ?? ""
        return root + "/$metadata#" + fragment + list + (isEntity ? "/$entity" : "")
    }
}
