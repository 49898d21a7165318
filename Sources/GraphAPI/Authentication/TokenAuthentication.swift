// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages
import Synchronization

/// Lets those in who show one of the tokens in a list (RFC 6750 §2.1).
public final class TokenAuthentication: Authentication {
    private let tokens: Mutex<AccessTokens>

    public init(_ tokens: AccessTokens) {
        self.tokens = Mutex(tokens)
    }

    /// Puts another list in force, for requests that arrive from now on.
    public func replace(with tokens: AccessTokens) {
        self.tokens.withLock { $0 = tokens }
    }

    public func principal(of request: HTTPRequest) throws(GraphError) -> Principal {
        guard let token = Self.bearerToken(request.headers["Authorization"]) else {
            throw Self.refusal("The request carries no bearer token.", challenge: #"Bearer realm="cellar""#)
        }
        guard let scopes = tokens.withLock({ $0.scopes(of: token) }) else {
            throw Self.refusal(
                "The access token is not valid.", challenge: #"Bearer realm="cellar", error="invalid_token""#)
        }
        return Principal(userID: "me", scopes: scopes)
    }

    private static func refusal(_ message: String, challenge: String) -> GraphError {
        var error = GraphError.unauthorized(message)
        error.headers["WWW-Authenticate"] = challenge
        return error
    }

    private static func bearerToken(_ field: String?) -> Substring? {
        guard let words = field?.split(separator: " "), words.count == 2, words[0].lowercased() == "bearer" else {
            return nil
        }
        return words[1]
    }
}
