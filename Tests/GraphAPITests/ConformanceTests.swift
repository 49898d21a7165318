// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import GraphAPI
import HTTPMessages
import HTTPServer
import Testing

/// Exchanges written after the documented behaviour, played in process and over a socket.
struct ConformanceTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance")

    static let files: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
        .filter { $0.hasSuffix(".http") }.sorted()

    @Test func `There are exchanges for every part of the API`() {
        #expect(Self.files.count >= 8)
    }

    @Test(arguments: files) func `Exchanges hold in process`(_ file: String) async throws {
        let house = try APIHouse()
        try await play(file, house) { await house.api.respond($0) }
    }

    @Test(arguments: files) func `Exchanges hold over a socket`(_ file: String) async throws {
        let house = try APIHouse()
        let server = try HTTPServer(configuration: .init(port: 0), handler: house.api.respond)
        try server.start()
        let port = server.port
        try await play(file, house) { request in
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(with: Result { try SocketClient.send(request, port: port) })
                }
            }
        }
        await server.stop(grace: 1)
    }

    private func play(
        _ file: String, _ house: APIHouse, _ send: (HTTPRequest) async throws -> HTTPResponse
    ) async throws {
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        var variables = house.variables
        for exchange in try Exchange.read(text) {
            let response = try await send(exchange.request(variables))
            let problems = exchange.problems(response, &variables)
            #expect(problems.isEmpty, "\(file): \(exchange.name): \(problems.joined(separator: "\n"))")
            #expect(response.headers["request-id"]?.count == 36)
        }
    }
}
