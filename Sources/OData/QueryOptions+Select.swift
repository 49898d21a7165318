// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension QueryOptions {
    /// Whether `$select` keeps the member: always when there is no `$select` or it holds `*`, and always for
    /// annotations. A caller that streams its members asks this before it computes one.
    public func selects(_ member: String) -> Bool {
        guard let select, !member.hasPrefix("@") else { return true }
        return select.contains { $0.isWildcard || $0.names[0].equalsIgnoringCase(member) }
    }

    /// Checks the first name of each `$select` path against what the type has.
    ///
    /// - Parameters:
    ///   - members: names of structural and navigation properties.
    ///   - type: name without namespace, `workbookRange`.
    public func checkSelect(against members: [String], type: String) throws(ODataError) {
        for path in select ?? [] where !path.isWildcard && !path.names[0].hasPrefix("@") {
            guard members.contains(where: { $0.equalsIgnoringCase(path.names[0]) }) else {
                throw .unknownProperty(name: path.names[0], type: type)
            }
        }
    }
}

extension JSONObject {
    /// Keeps what the paths name, in the order of the object, and every annotation; `nil` keeps all.
    ///
    /// - Parameters:
    ///   - type: name without namespace, for the message.
    ///   - navigation: properties of the type that are not in the object and may be named all the same.
    public func selecting(
        _ paths: [SelectPath]?, type: String, navigation: [String] = []
    ) throws(ODataError) -> JSONObject {
        guard let paths, !paths.contains(where: \.isWildcard) else { return self }
        for name in paths.map({ $0.names[0] }) where !name.hasPrefix("@") {
            guard member(name) != nil || navigation.contains(where: { $0.equalsIgnoringCase(name) }) else {
                throw .unknownProperty(name: name, type: type)
            }
        }
        var kept: [Member] = []
        for member in members {
            let chosen = paths.filter { $0.names[0].equalsIgnoringCase(member.name) }
            guard !chosen.isEmpty || member.name.hasPrefix("@") else { continue }
            let inner = chosen.filter { $0.names.count > 1 }.map { SelectPath(Array($0.names.dropFirst())) }
            // A path to the member as a whole outweighs paths into it.
            if inner.count == chosen.count, !inner.isEmpty, case .object(let nested) = member.value {
                let value = try nested.selecting(inner, type: type)
                kept.append(Member(name: member.name, value: .object(value)))
            } else {
                kept.append(member)
            }
        }
        return JSONObject(kept)
    }
}
