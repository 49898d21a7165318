// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Synchronization

public import HTTPMessages

/// Decides who may call.
public final class Authentication: Sendable {
    /// The answer to one caller.
    public enum Admission: Equatable, Sendable {
        case granted
        /// The call carries no token, or one that is not known: 401.
        case unauthenticated(hasToken: Bool)
        /// The token is known but does not allow the call: 403.
        case insufficient(needed: Scope)
    }

    /// Nil lets everyone do everything.
    private let tokens: Mutex<AccessTokens?>

    /// - Parameter tokens: nil to let everyone do everything, which only suits an address that nobody else reaches.
    public init(tokens: AccessTokens? = nil) {
        self.tokens = Mutex(tokens)
    }

    /// Puts other tokens in force, for calls that arrive from now on.
    public func replace(with tokens: AccessTokens) {
        self.tokens.withLock { $0 = tokens }
    }

    /// Judges a call by its `Authorization` field (RFC 6750 §2.1).
    ///
    /// - Parameter needed: nil when any known token will do.
    public func admit(_ headers: HTTPHeaders, needed: Scope?) -> Admission {
        guard let tokens = tokens.withLock({ $0 }) else { return .granted }
        guard let token = Self.bearerToken(headers["Authorization"]) else { return .unauthenticated(hasToken: false) }
        guard let scope = tokens.scope(of: token) else { return .unauthenticated(hasToken: true) }
        guard let needed, scope < needed else { return .granted }
        return .insufficient(needed: needed)
    }

    private static func bearerToken(_ field: String?) -> Substring? {
        guard let words = field?.split(separator: " "), words.count == 2, words[0].lowercased() == "bearer" else {
            return nil
        }
        return words[1]
    }
}

extension Authentication.Admission {
    /// The value of `WWW-Authenticate` (RFC 6750 §3); nil when the call is granted.
    public var challenge: String? {
        switch self {
        case .granted: nil
        case .unauthenticated(false): #"Bearer realm="cellar""#
        case .unauthenticated(true): #"Bearer realm="cellar", error="invalid_token""#
        case .insufficient(let needed): #"Bearer realm="cellar", error="insufficient_scope", scope="\#(needed.name)""#
        }
    }
}
