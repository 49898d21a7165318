// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why the body of a `$batch` was refused as a whole.
public enum BatchError: Error, Sendable, Equatable, CustomStringConvertible {
    case missingRequests
    case tooManyRequests(maximum: Int)
    /// A member of a request that is missing or of the wrong kind.
    case invalidMember(name: String, requestID: String?)
    case duplicateID(String)
    case unknownDependency(id: String, dependency: String)
    /// Dependencies other than none, one chain, or all on one request.
    case unsupportedDependencies
    /// A URL that is absolute or does not start with a slash.
    case invalidURL(String, requestID: String)
    case nested(requestID: String)
    case missingContentType(requestID: String)

    public var description: String {
        switch self {
        case .missingRequests: "The batch needs an array 'requests' with at least one request."
        case .tooManyRequests(let maximum): "The batch holds more than \(maximum) requests."
        case .invalidMember(let name, let id):
            "The member '\(name)' of the batch request \(id.map { "'\($0)'" } ?? "without id") is missing or invalid."
        case .duplicateID(let id): "The batch request id '\(id)' is given more than once."
        case .unknownDependency(let id, let dependency):
            "The batch request '\(id)' depends on '\(dependency)', which is not in the batch."
        case .unsupportedDependencies:
            "Batch requests may depend on nothing, each on the one before it, or all on the same request."
        case .invalidURL(let url, let id):
            "The URL '\(url)' of the batch request '\(id)' must be relative to the service version."
        case .nested(let id): "The batch request '\(id)' is itself a batch."
        case .missingContentType(let id): "The batch request '\(id)' has a body but no Content-Type header."
        }
    }
}
