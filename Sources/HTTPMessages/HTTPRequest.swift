// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A complete HTTP request, body included (bodies are bounded by the server's limits before they get here).
public struct HTTPRequest: Sendable {
    /// The method token as it arrived, upper case by convention (`GET`, `PATCH`).
    public var method: String
    /// The request target, still percent-encoded: path and query (`/v1.0/me/drive/root?$select=id`).
    public var target: String
    public var headers: HTTPHeaders
    public var body: [UInt8]

    public init(method: String, target: String, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}
