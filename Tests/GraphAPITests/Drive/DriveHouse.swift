// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Dispatch
import Drives
import GraphAPI
import HTTPMessages
import HTTPServer
import OData
import OOXML
import Sessions
import Synchronization

/// A server over a drive in memory, asked over a socket, with a clock that tests move.
final class DriveHouse: Sendable {
    let drive: InMemoryDrive
    let api: GraphAPI
    private let server: HTTPServer
    private let clock: Clock

    /// Milliseconds since 1970-01-01T00:00:00Z.
    private final class Clock: Sendable {
        let time = Atomic<Int64>(1_769_860_800_000)

        var now: Int64 { time.load(ordering: .relaxed) }
    }

    private init(_ authentication: any Authentication) throws {
        let clock = Clock()
        drive = InMemoryDrive(now: { clock.now })
        let registry = try SessionRegistry(drive: drive, format: .spreadsheet(), coding: .standard)
        var configuration = GraphConfiguration()
        configuration.clock = { clock.now }
        api = GraphAPI(drive: drive, registry: registry, authentication: authentication, configuration: configuration)
        server = try HTTPServer(configuration: .init(port: 0, loops: 1), handler: api.respond)
        try server.start()
        self.clock = clock
    }

    /// Runs `body` against a new server and stops it afterwards.
    static func open(
        _ authentication: any Authentication = OpenAuthentication(), _ body: (DriveHouse) async throws -> Void
    ) async throws {
        let house = try DriveHouse(authentication)
        do {
            try await body(house)
        } catch {
            await house.server.stop(grace: 0)
            throw error
        }
        await house.server.stop(grace: 0)
    }

    /// Lets time pass.
    func advance(milliseconds: Int64) { clock.time.add(milliseconds, ordering: .relaxed) }

    /// Sends a request over a connection of its own. A path without a leading `/` is below `/v1.0/me/drive/`.
    func send(
        _ method: String, _ path: String, _ headers: HTTPHeaders = [:], body: [UInt8] = []
    ) async throws -> HTTPResponse {
        let port = server.port
        let target = path.hasPrefix("/") ? path : "/v1.0/me/drive/" + path
        var headers = headers
        headers["Host"] = "localhost:\(port)"
        let request = HTTPRequest(method: method, target: target, headers: headers, body: body)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try SocketClient.send(request, port: port) })
            }
        }
    }

    /// Sends a JSON body.
    func send(
        _ method: String, _ path: String, json: JSONValue, _ headers: HTTPHeaders = [:]
    ) async throws -> HTTPResponse {
        var headers = headers
        headers["Content-Type"] = "application/json"
        return try await send(method, path, headers, body: json.serialized())
    }

    /// Uploads a text and gives back its item.
    func upload(_ text: String, to path: String) async throws -> JSONValue {
        try await send("PUT", "root:/\(path):/content", body: Array(text.utf8)).json
    }

    /// The path of a URL that the server gave out.
    static func path(of url: String?) -> String {
        guard let url, let root = url.firstRange(of: "/v1.0/") else { return "/" }
        return String(url[root.lowerBound...])
    }
}

extension HTTPResponse {
    /// The body as JSON; null when it is none.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// The second-level code of an error.
    var errorCode: String? { json["error"]?["innerError"]?["code"]?.stringValue }

    var text: String { String(decoding: body, as: UTF8.self) }
}
