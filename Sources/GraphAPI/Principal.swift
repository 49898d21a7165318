// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages

/// Who makes a request, and what they may do.
public struct Principal: Sendable, Hashable {
    /// Graph's delegated permissions on files; writing includes reading.
    public struct Scopes: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// `Files.Read`
        public static let read = Scopes(rawValue: 1)
        /// `Files.ReadWrite`
        public static let write = Scopes(rawValue: 3)
    }

    /// What `/me` stands for in `@odata.id`.
    public var userID: String
    public var scopes: Scopes

    public init(userID: String, scopes: Scopes) {
        self.userID = userID
        self.scopes = scopes
    }
}

/// Finds out who makes a request.
public protocol Authentication: Sendable {
    /// Throws `GraphError.unauthorized` when nobody may make it.
    func principal(of request: HTTPRequest) throws(GraphError) -> Principal
}

/// Lets everybody do everything, with any token or none: for a server that only its own machine reaches.
public struct OpenAuthentication: Authentication {
    private let user: Principal

    public init(userID: String = "me") { user = Principal(userID: userID, scopes: .write) }

    public func principal(of request: HTTPRequest) -> Principal { user }
}
