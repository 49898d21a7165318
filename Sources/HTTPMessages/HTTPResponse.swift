// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A complete HTTP response. The server adds `Content-Length`, `Date` and the connection fields.
public struct HTTPResponse: Sendable {
    public var status: Int
    public var headers: HTTPHeaders
    public var body: [UInt8]

    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// What answers requests. Total: every failure is itself a response.
public typealias HTTPHandler = @Sendable (HTTPRequest) async -> HTTPResponse
