// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// `$expand`: what navigation leads to, put into the answer.
extension WorkbookCall {
    /// Names of the properties that lead on from here and can be expanded or selected.
    var navigationProperties: [String] { properties.map(\.name) }

    private var properties: [(name: String, row: NavigationRow)] {
        context.api.routes.navigation.compactMap { row in
            guard case .name(let name) = row.pattern.shape, row.from == itemKind ?? kind else { return nil }
            return (name, row)
        }
    }

    /// The kind of a collection's items; `nil` for a single entity.
    private var itemKind: ResourceKind? {
        context.api.routes.navigation.first { $0.from == kind && $0.pattern.isKey }?.to
    }

    func elementKind() throws(GraphError) -> ResourceKind {
        guard let itemKind else { throw .badRequest("A \(kind.typeName) is no collection.") }
        return itemKind
    }

    /// The expanded properties with their values, in the order asked for.
    func expansions() throws(GraphError) -> [(String, JSONValue)] {
        var result: [(String, JSONValue)] = []
        for item in options.expand {
            guard item.path.count == 1, let (name, row) = property(item.path[0]),
                case .resource(let resolve) = row.resolution
            else {
                throw .badRequest(
                    "Could not find a property named '\(item.path.joined(separator: "/"))' on type "
                        + "'microsoft.graph.\(kind.typeName)'.")
            }
            let step = ResourceStep(workbook: workbook, key: "", arguments: Arguments(JSONObject()))
            var path = path
            path.append(name: name)
            let target = WorkbookCall(
                context: context.replacing(options: item.options), workbook: workbook,
                resource: try resolve(resource, step), path: path, kind: row.to, isFunctionResult: false)
            result.append((name, try target.expandedValue()))
        }
        return result
    }

    private func property(_ name: String) -> (name: String, row: NavigationRow)? {
        properties.first { $0.name.lowercased() == name.lowercased() }
    }

    /// The entity or the array of entities, without a context of its own.
    private func expandedValue() throws(GraphError) -> JSONValue {
        guard itemKind != nil else {
            var object = try Entities.selected(try Entities.members(resource, self), self)
            for (name, value) in try expansions() { object[name] = value }
            return .object(object)
        }
        var items: [JSONValue] = []
        for child in try Entities.children(of: self) {
            var object = try Entities.members(child.resource, child)
            for (name, value) in try child.expansions() { object[name] = value }
            items.append(.object(object))
        }
        do {
            let page = try options.page(
                of: items, type: kind.typeName, url: "", navigation: navigationProperties)
            return .array(page.items)
        } catch {
            throw GraphError(error)
        }
    }
}
