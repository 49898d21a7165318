// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages

/// One row of the operations table: what a method does to a kind of resource, or an action named after it.
///
///     .get(.worksheet, Worksheets.get)
///     .post(.range, "clear", Ranges.clear)
struct OperationRow: Sendable {
    /// How a request is answered, by what it needs.
    enum Handler: Sendable {
        /// The service alone.
        case service(@Sendable (GraphContext) async throws(GraphError) -> HTTPResponse)
        /// A drive item or what the registry knows of it, but no workbook.
        case item(@Sendable (DriveAddress, GraphContext) async throws(GraphError) -> HTTPResponse)
        /// A workbook to read from.
        case query(@Sendable (WorkbookCall) throws(GraphError) -> HTTPResponse)
        /// A workbook to change.
        case edit(@Sendable (WorkbookCall) throws(GraphError) -> Edit)
    }

    let kind: ResourceKind
    let method: HTTPMethod
    /// The last segment of the path when it names the operation.
    let action: RoutePattern?
    let handler: Handler
    /// What the caller must be allowed to do.
    let scope: Principal.Scopes
    /// Whether a client may ask to be answered 202 and to fetch the outcome later.
    private(set) var canAnswerLater = false

    private init(
        _ kind: ResourceKind, _ method: HTTPMethod, _ action: String?, _ handler: Handler, scope: Principal.Scopes?
    ) {
        self.kind = kind
        self.method = method
        self.action = action.map { RoutePattern($0) }
        self.handler = handler
        self.scope = scope ?? (method == .get ? .read : .write)
    }

    typealias WholeRun = @Sendable (GraphContext) async throws(GraphError) -> HTTPResponse
    typealias ItemRun = @Sendable (DriveAddress, GraphContext) async throws(GraphError) -> HTTPResponse
    typealias QueryRun = @Sendable (WorkbookCall) throws(GraphError) -> HTTPResponse
    typealias EditRun = @Sendable (WorkbookCall) throws(GraphError) -> Edit

    static func service(
        _ method: HTTPMethod, _ kind: ResourceKind, _ action: String? = nil, scope: Principal.Scopes? = nil,
        _ handler: @escaping WholeRun
    ) -> Self {
        Self(kind, method, action, .service(handler), scope: scope)
    }

    static func item(
        _ method: HTTPMethod, _ kind: ResourceKind, _ action: String? = nil, scope: Principal.Scopes? = nil,
        _ handler: @escaping ItemRun
    ) -> Self {
        Self(kind, method, action, .item(handler), scope: scope)
    }

    static func get(_ kind: ResourceKind, _ run: @escaping QueryRun) -> Self {
        Self(kind, .get, nil, .query(run), scope: .read)
    }

    static func get(_ kind: ResourceKind, _ action: String, _ run: @escaping QueryRun) -> Self {
        Self(kind, .get, action, .query(run), scope: .read)
    }

    /// A query that Graph asks for with a body.
    static func query(_ kind: ResourceKind, _ run: @escaping QueryRun) -> Self {
        Self(kind, .post, nil, .query(run), scope: .read)
    }

    static func post(_ kind: ResourceKind, _ run: @escaping EditRun) -> Self {
        Self(kind, .post, nil, .edit(run), scope: .write)
    }

    static func post(_ kind: ResourceKind, _ action: String, _ run: @escaping EditRun) -> Self {
        Self(kind, .post, action, .edit(run), scope: .write)
    }

    static func patch(_ kind: ResourceKind, _ run: @escaping EditRun) -> Self {
        Self(kind, .patch, nil, .edit(run), scope: .write)
    }

    static func delete(_ kind: ResourceKind, _ run: @escaping EditRun) -> Self {
        Self(kind, .delete, nil, .edit(run), scope: .write)
    }

    /// The same operation, which a client may ask to be answered 202.
    func answeringLater() -> Self {
        var row = self
        row.canAnswerLater = true
        return row
    }
}
