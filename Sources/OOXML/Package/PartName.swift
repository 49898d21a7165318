// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The name of a part: an absolute path such as `/xl/worksheets/sheet1.xml`.
///
/// Names compare without regard to ASCII case and keep the spelling they came with (ECMA-376-2 §6.2.2.3). What
/// other writers get wrong is mended on the way in: backslashes, a missing leading slash, empty and dot segments.
struct PartName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The path as spelled, with one leading slash.
    let path: String
    /// The path in lower case, by which names compare.
    let key: String

    /// A name from an absolute path, or one relative to the root of the package.
    init(_ text: some StringProtocol) {
        path = Self.normalised(text, in: "")
        key = Self.lowercased(path)
    }

    init(stringLiteral value: String) { self.init(value) }

    private init(normalised: String) {
        path = normalised
        key = Self.lowercased(normalised)
    }

    var description: String { path }

    static func == (left: PartName, right: PartName) -> Bool { left.key == right.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The folder without its closing slash; empty for a part at the root.
    var folder: Substring { path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? "" }

    /// The last segment.
    var fileName: Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// The extension in lower case and without its dot; nil when the last segment has none.
    var fileExtension: Substring? {
        let name = key[(key.utf8.lastIndex(of: UInt8(ascii: "/")) ?? key.startIndex)...]
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return name[name.utf8.index(after: dot)...]
    }

    /// The part that holds the relationships of this one: `/xl/_rels/workbook.xml.rels`.
    var relationships: PartName { PartName(normalised: "\(folder)/_rels/\(fileName).rels") }

    /// Whether this is a relationship part.
    var isRelationships: Bool { key.hasSuffix(".rels") && key.contains("_rels/") }

    /// The name a target leads to when it stands in a relationship of this part: absolute as it is, else from the
    /// folder of this part. Dots that climb above the root stay at the root.
    func resolving(_ target: some StringProtocol) -> PartName {
        PartName(normalised: Self.normalised(target, in: folder))
    }

    /// The target that leads from this part to another: relative inside the same top folder, else absolute.
    func target(to other: PartName) -> String {
        let prefix = folder + "/"
        return Self.lowercased(String(prefix)) == Self.lowercased(String(other.path.prefix(prefix.count)))
            ? String(other.path.dropFirst(prefix.count)) : other.path
    }

    private static func normalised(_ text: some StringProtocol, in folder: Substring) -> String {
        var segments: [Substring] = []
        let bytes = String(text).replacingBackslashes()
        if !bytes.utf8.starts(with: [UInt8(ascii: "/")]) { segments = folder.split(separator: "/") }
        for segment in bytes.split(separator: "/") {
            switch segment {
            case ".": continue
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        return "/" + segments.joined(separator: "/")
    }

    private static func lowercased(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return text }
        return String(decoding: text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

extension String {
    /// The text with `/` for every `\`, as some writers on Windows use the latter.
    fileprivate func replacingBackslashes() -> String {
        guard utf8.contains(UInt8(ascii: "\\")) else { return self }
        return String(decoding: utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
    }
}
