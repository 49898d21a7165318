// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData

/// The two tables every request is answered from, indexed by kind of resource.
///
/// A route is added by its row here (`Routes+Workbook.swift`, `Routes+Drive.swift`) and the function the row names.
struct Routes: Sendable {
    static let standard = Routes(
        navigation: driveNavigation + workbookNavigation + rangeNavigation + tableNavigation + nameNavigation,
        operations: driveOperations + workbookOperations + rangeOperations + tableOperations + nameOperations)

    let navigation: [NavigationRow]
    let operations: [OperationRow]
    private let navigationByKind: [ResourceKind: [NavigationRow]]
    private let operationsByKind: [ResourceKind: [OperationRow]]

    init(navigation: [NavigationRow], operations: [OperationRow]) {
        self.navigation = navigation
        self.operations = operations
        navigationByKind = Dictionary(grouping: navigation, by: \.from).mapValues { rows in
            // Vocabulary comes before keys, so that a function is never mistaken for the name of an item.
            rows.filter { !$0.pattern.isKey } + rows.filter(\.pattern.isKey)
        }
        operationsByKind = Dictionary(grouping: operations, by: \.kind)
    }

    /// The rows a segment takes: one, two for a collection with its key in parentheses, none when it fits nowhere.
    func navigate(from kind: ResourceKind, _ segment: PathSegment) throws(GraphError) -> [RequestPath.Step] {
        for row in navigationByKind[kind] ?? [] {
            guard let match = try row.pattern.match(segment) else { continue }
            let step = RequestPath.Step(row: row, match: match)
            guard let key = match.trailingKey else { return [step] }
            guard let next = navigationByKind[row.to]?.first(where: \.pattern.isKey) else { continue }
            return [step, RequestPath.Step(row: next, match: RoutePattern.Match(key: key))]
        }
        return []
    }

    /// The operation that the last segment names.
    func operation(
        on kind: ResourceKind, _ segment: PathSegment, _ method: HTTPMethod
    ) throws(GraphError) -> OperationRow? {
        for row in operationsByKind[kind] ?? [] where row.method == method {
            if let action = row.action, try action.match(segment) != nil { return row }
        }
        return nil
    }

    /// The operation of a method on the resource at the end of a path. Functions may be called by `POST` with their
    /// arguments in the body, as many of Graph's pages show.
    func operation(on kind: ResourceKind, _ method: HTTPMethod?, after row: NavigationRow?) -> OperationRow? {
        let rows = (operationsByKind[kind] ?? []).filter { $0.action == nil }
        if let exact = rows.first(where: { $0.method == method }) { return exact }
        guard method == .post, case .function? = row?.pattern.shape else { return nil }
        return rows.first { $0.method == .get }
    }

    /// Why a segment leads nowhere.
    func refusal(of segment: PathSegment, on kind: ResourceKind, isLast: Bool) -> GraphError {
        guard let named = segment.named else { return .badRequest("A relative path is not expected here.") }
        let methods = (operationsByKind[kind] ?? []).filter { row in
            row.action?.name.map(named.matches) ?? false
        }
        if isLast, !methods.isEmpty { return .methodNotAllowed(allowed: methods.map(\.method)) }
        if NotBuilt.contains(named.name, on: kind) {
            return .notImplemented("'\(named.name)' is not implemented yet.")
        }
        if named.hasUnreadParenthesis, !named.isParenthesisEncoded { return .badRequest("Error in query syntax.") }
        return .badRequest("Resource not found for the segment '\(named.name)'.")
    }

    /// Why a method does not apply to a resource.
    func refusal(of method: String, on kind: ResourceKind) -> GraphError {
        if NotBuilt.contains(method, on: kind) {
            return .notImplemented("\(method) on a \(kind.typeName) is not implemented yet.")
        }
        let rows = (operationsByKind[kind] ?? []).filter { $0.action == nil }
        return .methodNotAllowed(allowed: rows.map(\.method))
    }
}
