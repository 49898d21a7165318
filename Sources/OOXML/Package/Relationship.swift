// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One line of a `.rels` part (ECMA-376-2 §6.5.3): an id that the source part uses, a type, and where it leads.
struct Relationship: Hashable, Sendable {
    let id: String
    let type: RelationshipType
    /// As spelled: a path from the source part or from the root, or a URI when external.
    let target: String
    /// Whether the target is outside the package.
    let isExternal: Bool

    init(id: String, type: RelationshipType, target: String, isExternal: Bool = false) {
        self.id = id
        self.type = type
        self.target = target
        self.isExternal = isExternal
    }
}

extension Package {
    /// The part that an internal relationship of a source leads to; `source` is nil for those of the package.
    ///
    /// Writers err in few ways, so when the name itself is not a part these are tried: the target with its
    /// percent-escapes decoded, and as a path from the root. Nil when none is there, as for a target `NULL`.
    func resolve(_ relationship: Relationship, from source: PartName?) -> PartName? {
        guard !relationship.isExternal else { return nil }
        let target = relationship.target.prefix { $0 != "#" && $0 != "?" }
        guard !target.isEmpty else { return nil }
        let base = source ?? "/"
        let decoded = Self.percentDecoded(target)
        let candidates = [
            base.resolving(target), base.resolving(decoded), PartName(target), PartName(decoded),
        ]
        return candidates.first(where: contains).flatMap(spelling)
    }

    private static func percentDecoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let first = digits.first, first != UInt8(ascii: "+"),
                first != UInt8(ascii: "-"), let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
