// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import TestSupport
import Testing

@Suite struct `Running a batch` {
    private static func batch(_ requests: String) throws -> Batch {
        try Batch(parsing: Array("{\"requests\":[\(requests)]}".utf8))
    }

    private static func get(_ id: String, _ dependsOn: String = "") -> String {
        #"{"id":"\#(id)","method":"GET","url":"/me/\#(id)","dependsOn":[\#(dependsOn)]}"#
    }

    @Test(
        arguments: [
            ("", .missingRequests), (#"{"method":"GET","url":"/a"}"#, .invalidMember(name: "id", requestID: nil)),
            (#"{"id":"1","url":"/a"}"#, .invalidMember(name: "method", requestID: "1")),
            (#"{"id":"1","method":"GET /x","url":"/a"}"#, .invalidMember(name: "method", requestID: "1")),
            (#"{"id":"1","method":"GET"}"#, .invalidMember(name: "url", requestID: "1")),
            (#"{"id":"1","method":"GET","url":"https://h/v1.0/me"}"#, .invalidURL("https://h/v1.0/me", requestID: "1")),
            (#"{"id":"1","method":"GET","url":"//h/me"}"#, .invalidURL("//h/me", requestID: "1")),
            (#"{"id":"1","method":"POST","url":"/$batch"}"#, .nested(requestID: "1")),
            (#"{"id":"1","method":"POST","url":"%24Batch?x=1"}"#, .nested(requestID: "1")),
            (#"{"id":"1","method":"POST","url":"/a","body":{}}"#, .missingContentType(requestID: "1")),
            (#"{"id":"1","method":"POST","url":"/a","headers":[]}"#, .invalidMember(name: "headers", requestID: "1")),
            (
                #"{"id":"1","method":"POST","url":"/a","headers":{"a":1}}"#,
                .invalidMember(name: "headers", requestID: "1")
            ),
            (
                #"{"id":"1","method":"PUT","url":"/a","headers":{"content-type":"image/png"},"body":"*"}"#,
                .invalidMember(name: "body", requestID: "1")
            ),
            (get("1") + "," + get("1"), .duplicateID("1")),
            (get("1", "\"2\""), .unknownDependency(id: "1", dependency: "2")),
            (get("1", "\"1\""), .unsupportedDependencies),
            (get("1", "\"2\"") + "," + get("2", "\"1\""), .unsupportedDependencies),
            (get("1") + "," + get("2", "\"1\"") + "," + get("3"), .unsupportedDependencies),
            (get("1") + "," + get("2", "\"3\"") + "," + get("3", "\"2\""), .unsupportedDependencies),
            ((1...21).map { get("\($0)") }.joined(separator: ","), .tooManyRequests(maximum: 20)),
        ] as [(String, BatchError)]
    )
    func `refuses a malformed batch`(requests: String, expected: BatchError) {
        #expect(throws: ODataError.batch(expected)) { try Self.batch(requests) }
    }

    @Test func `passes each part on as a request of its own`() async throws {
        let batch = try Self.batch(
            #"""
            {"id":"a","method":"patch","url":"/me/x?$select=id","headers":{"Content-Type":"application/json",
             "Prefer":"respond-async, return=minimal"},"body":{"v":[1]}},
            {"id":"b","method":"PUT","url":"me/y","headers":{"content-type":"image/png"},"body":"AP_-"}
            """#)
        let outer: HTTPHeaders = ["Authorization": "Bearer t", "Content-Length": "9", "If-Match": "x"]
        let response = await batch.run(version: "/v1.0", inheriting: outer) { request in
            let seen: JSONValue = [
                "method": .string(request.method), "target": .string(request.target),
                "body": .array(request.body.map { .integer(Int64($0)) }),
                "headers": .array(request.headers.fields.map { .string("\($0.name): \($0.value)") }),
            ]
            return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: seen.serialized())
        }
        let parts = try #require(try JSONValue(parsing: response.body)["responses"]?.arrayValue)
        #expect(parts.map { $0["id"] } == ["a", "b"])
        let expected: JSONValue = [
            "method": "PATCH", "target": "/v1.0/me/x?$select=id",
            "body": .array(#"{"v":[1]}"#.utf8.map { .integer(Int64($0)) }),
            "headers": ["Content-Type: application/json", "Authorization: Bearer t", "Prefer: return=minimal"],
        ]
        #expect(parts[0]["body"] == expected)
        #expect(parts[1]["body"]?["target"] == "/v1.0/me/y" && parts[1]["body"]?["body"] == [0, 255, 254])
    }

    @Test func `answers binary bodies in base64 and joins repeated headers`() async throws {
        let batch = try Self.batch(["", "f", "fo", "foo", "foob"].map { Self.get("i" + $0) }.joined(separator: ","))
        let response = await batch.run(version: "/v1.0") { request in
            var answer = HTTPResponse(status: 200, headers: ["Content-Type": "image/png"])
            answer.headers.append("X", "1")
            answer.headers.append("x", "2")
            answer.body = Array(request.target.utf8.dropFirst("/v1.0/me/i".utf8.count))
            return answer
        }
        let parts = try #require(try JSONValue(parsing: response.body)["responses"]?.arrayValue)
        #expect(parts.map { $0["body"] } == [nil, "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="])
        #expect(parts[0]["headers"] == ["Content-Type": "image/png", "X": "1, 2"])
        #expect(response.status == 200 && response.headers["Content-Type"] == "application/json")
    }

    @Test(
        arguments: [
            // A chain written back to front; the second step fails.
            (get("3", "\"2\"") + "," + get("2", "\"1\"") + "," + get("1"), "2", [424, 500, 200]),
            // All on the same request, which fails.
            (get("1") + "," + get("2", "\"1\"") + "," + get("3", "\"1\""), "1", [500, 424, 424]),
            (get("1") + "," + get("2", "\"1\"") + "," + get("3", "\"1\""), "2", [200, 500, 200]),
            (get("1") + "," + get("2") + "," + get("3"), "3", [200, 200, 500]),
            // Ids compare without regard to case.
            (get("A") + "," + get("b", "\"a\"") + "," + get("c", "\"B\",\"b\""), "A", [500, 424, 424]),
        ] as [(String, String, [Int64])]
    )
    func `fails what depends on a failure`(requests: String, failing: String, statuses: [Int64]) async throws {
        let response = try await Self.batch(requests).run(version: "/v1.0") { request in
            HTTPResponse(status: request.target.hasSuffix("/" + failing) ? 500 : 200)
        }
        let parts = try #require(try JSONValue(parsing: response.body)["responses"]?.arrayValue)
        #expect(parts.map { $0["status"]?.integerValue } == statuses)
        for part in parts where part["status"] == 424 {
            #expect(part["body"]?["error"]?["code"] == "failedDependency")
        }
    }

    @Test func `a step of a chain starts after the one before it has ended`() async throws {
        let requests = [3, 1, 5, 2, 4].map { Self.get("\($0)", $0 == 1 ? "" : "\"\($0 - 1)\"") }
        let log = Log()
        _ = try await Self.batch(requests.joined(separator: ",")).run(version: "/v1.0") { request in
            await log.add("+" + request.target.suffix(1))
            await Task.yield()
            await log.add("-" + request.target.suffix(1))
            return HTTPResponse(status: 204)
        }
        #expect(await log.lines == (1...5).flatMap { ["+\($0)", "-\($0)"] })
    }

    @Test(arguments: ["A", "AA=", "A===", "====", "AA==AA==", "A A=", "AAA=="])
    func `refuses a body that is not base64`(text: String) {
        let part =
            #"{"id":"1","method":"PUT","url":"/a","headers":{"Content-Type":"image/png"},"body":"\#(text)"}"#
        #expect(throws: ODataError.batch(.invalidMember(name: "body", requestID: "1"))) { try Self.batch(part) }
    }

    @Test(arguments: 1...20)
    func `survives mutated batches and answers every part`(seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let parts = [Self.get("1"), Self.get("2", "\"1\""), Self.get("3", "\"2\"")].joined(separator: ",")
        let original = Array("{\"requests\":[\(parts)]}".utf8)
        for _ in 0..<200 {
            let body = generator.mutated(original, alphabet: Array("123\",:[]{}/$".utf8))
            guard let batch = try? Batch(parsing: body) else { continue }
            let response = await batch.run(version: "/v1.0") { _ in HTTPResponse(status: 200) }
            let answered = try JSONValue(parsing: response.body)["responses"]?.arrayValue?.count
            #expect(answered == batch.requests.count)
        }
    }

    private actor Log {
        var lines: [String] = []
        func add(_ line: String) { lines.append(line) }
    }
}
