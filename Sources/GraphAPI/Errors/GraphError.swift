// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages
import OData

/// Why a request is refused, ready to be answered.
///
/// The first level follows the status; the second, where there is one, is what clients act on
/// (Graph: concepts/workbook-error-handling).
public struct GraphError: Error, Sendable, Equatable {
    public var status: Int
    public var message: String
    /// The second-level code.
    public var detail: GraphErrorCode?
    /// Header fields of the answer besides the usual ones (`Allow`, `Retry-After`, `WWW-Authenticate`).
    public var headers: HTTPHeaders

    /// An error that only its status describes.
    public init(status: Int, _ message: String, detail: GraphErrorCode? = nil, headers: HTTPHeaders = [:]) {
        self.status = status
        self.message = message
        self.detail = detail
        self.headers = headers
    }

    /// An error of a second-level code, with the status that goes with it.
    public init(_ detail: GraphErrorCode, _ message: String) {
        self.init(status: detail.status, message, detail: detail)
    }

    static func badRequest(_ message: String) -> Self { Self(status: 400, message) }

    static func invalidArgument(_ message: String) -> Self { Self(.invalidArgument, message) }

    static func itemNotFound(_ message: String) -> Self { Self(.itemNotFound, message) }

    static func notImplemented(_ message: String) -> Self {
        Self(status: 501, message, detail: .notImplementedUncategorized)
    }

    /// - Parameter message: why the credentials do not do.
    public static func unauthorized(_ message: String) -> Self {
        Self(status: 401, message, detail: .unauthorizedUncategorized, headers: ["WWW-Authenticate": "Bearer"])
    }

    static func methodNotAllowed(allowed: [HTTPMethod]) -> Self {
        var names: [String] = []
        for method in HTTPMethod.allCases where allowed.contains(method) { names.append(method.rawValue) }
        return Self(
            status: 405, "The HTTP method specified in the request is not allowed on the resource.",
            detail: .methodNotAllowed, headers: ["Allow": names.joined(separator: ", ")])
    }

    /// The error in the service's envelope.
    var body: ODataErrorBody {
        ODataErrorBody(
            code: GraphErrorCode.topLevel(of: status).code, message: message,
            inner: detail.map { .init(code: $0.rawValue, message: message) })
    }
}
