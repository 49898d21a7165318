// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc
public import HTTPMessages

/// What an ``HTTPServer`` needs to know before it starts.
public struct HTTPServerConfiguration: Sendable {
    /// A numeric IPv4 or IPv6 address (`127.0.0.1`, `::1`). `::` accepts clients of both families.
    public var address: String
    /// 0 to 65535; 0 lets the system choose, see ``HTTPServer/port``.
    public var port: Int
    /// The number of threads that serve connections.
    public var loops: Int
    public var limits: HTTPServerLimits
    /// The response to a request that never reaches the handler, by its status: 400, 408, 413, 414, 417, 431, 500 (the
    /// handler's response could not be written), 501, 503 or 505.
    public var errorResponse: @Sendable (Int) -> HTTPResponse

    /// - Parameter loops: the number of processors available if not given.
    public init(
        address: String = "127.0.0.1",
        port: Int = 8080,
        loops: Int? = nil,
        limits: HTTPServerLimits = HTTPServerLimits(),
        errorResponse: @escaping @Sendable (Int) -> HTTPResponse = Self.plainText
    ) {
        self.address = address
        self.port = port
        self.loops = loops ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        self.limits = limits
        self.errorResponse = errorResponse
    }

    /// The reason phrase as a line of text.
    public static let plainText: @Sendable (Int) -> HTTPResponse = { status in
        HTTPResponse(
            status: status, headers: ["Content-Type": "text/plain"], body: Array("\(ReasonPhrase.of(status))\n".utf8))
    }
}
