// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Anything wrong with the OData side of a request; all of it is the caller's and answers 400.
public enum ODataError: Error, Sendable, Equatable, CustomStringConvertible {
    case path(ODataPathError)
    case queryOption(QueryOptionError)
    case body(JSONError)
    /// A property named in `$select`, `$filter`, `$orderby` or a body that the type does not have.
    case unknownProperty(name: String, type: String)
    /// `$filter` or `$orderby` applied to a value of the wrong kind.
    case incompatibleOperand(operation: String, kind: String)
    case batch(BatchError)

    public var description: String {
        switch self {
        case .path(let error): error.description
        case .queryOption(let error): error.description
        case .body(let error): error.description
        case .unknownProperty(let name, let type):
            "Could not find a property named '\(name)' on type 'microsoft.graph.\(type)'."
        case .incompatibleOperand(let operation, let kind): "'\(operation)' cannot be applied to a \(kind)."
        case .batch(let error): error.description
        }
    }

    /// The error as the service answers it, with status 400.
    public var body: ODataErrorBody {
        ODataErrorBody(code: "badRequest", message: description)
    }
}
