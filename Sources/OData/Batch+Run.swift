// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages

extension Batch {
    /// Runs the requests and gathers their answers in the order of the requests.
    ///
    /// Requests without a dependency between them run side by side. One whose dependency failed (status 400 and above)
    /// is not sent and answers 424.
    ///
    /// - Parameters:
    ///   - version: what stands before each relative URL, `/v1.0`.
    ///   - outer: headers of the batch itself; a part inherits who asks and which host was asked.
    ///   - handler: answers each part.
    /// - Returns: status 200 with `{"responses":[…]}`.
    public func run(
        version: String, inheriting outer: HTTPHeaders = [:], handler: @escaping HTTPHandler
    ) async -> HTTPResponse {
        var answers: [String: HTTPResponse] = [:]
        var waiting = requests
        while !waiting.isEmpty {
            let ready = waiting.filter { request in request.dependsOn.allSatisfy { answers[$0] != nil } }
            precondition(!ready.isEmpty, "The shape of the dependencies was checked when the batch was read.")
            waiting.removeAll { request in request.dependsOn.allSatisfy { answers[$0] != nil } }
            let failed = ready.filter { request in request.dependsOn.contains { (answers[$0]?.status ?? 0) >= 400 } }
            for request in failed { answers[request.id] = Self.failedDependency }
            await withTaskGroup(of: (String, HTTPResponse).self) { group in
                for request in ready where answers[request.id] == nil {
                    let message = request.message(version: version, inheriting: outer)
                    group.addTask { (request.id, await handler(message)) }
                }
                for await (id, response) in group { answers[id] = response }
            }
        }
        return HTTPResponse(
            status: 200, headers: ["Content-Type": "application/json"], body: serialized(answers: answers))
    }

    private static var failedDependency: HTTPResponse {
        let error = ODataErrorBody(
            code: "failedDependency", message: "A request this one depends on has failed, so it was not run.")
        return HTTPResponse(
            status: 424, headers: ["Content-Type": "application/json"], body: error.json.serialized())
    }

    private func serialized(answers: [String: HTTPResponse]) -> [UInt8] {
        var writer = JSONWriter(capacity: answers.values.reduce(256) { $0 + $1.body.count + 256 })
        writer.beginObject()
        writer.name("responses")
        writer.beginArray()
        for request in requests {
            guard let answer = answers[request.id] else { continue }
            writer.beginObject()
            writer.member("id", request.id)
            writer.member("status", answer.status)
            writer.name("headers")
            writer.beginObject()
            for field in Self.merged(answer.headers) { writer.member(field.name, field.value) }
            writer.endObject()
            if !answer.body.isEmpty {
                writer.name("body")
                if let contentType = answer.headers["Content-Type"], ODataRequest.mayBeJSON(contentType) {
                    writer.value(serialized: answer.body)
                } else {
                    writer.value(Base64.encode(answer.body))
                }
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// Field lines of one name become one member (RFC 9110 §5.2), since an object may not repeat a name.
    private static func merged(_ headers: HTTPHeaders) -> [HTTPHeaders.Field] {
        var fields: [HTTPHeaders.Field] = []
        for field in headers.fields {
            if let index = fields.firstIndex(where: { $0.name.equalsIgnoringCase(field.name) }) {
                fields[index].value += ", " + field.value
            } else {
                fields.append(field)
            }
        }
        return fields
    }
}

extension BatchRequest {
    /// The request as the service would have received it on its own.
    func message(version: String, inheriting outer: HTTPHeaders) -> HTTPRequest {
        var headers = headers
        for field in outer.fields where headers[field.name] == nil {
            guard Self.inherited.contains(where: { $0.equalsIgnoringCase(field.name) }) else { continue }
            headers.append(field.name, field.value)
        }
        // Inside a batch the preference for asynchronous answers is ignored (Graph: concepts/known-issues).
        if let preferences = headers["Prefer"] {
            let kept = preferences.split(separator: ",").map { $0.trimmingSpaces() }
                .filter { !$0.equalsIgnoringCase("respond-async") }
            headers["Prefer"] = kept.isEmpty ? nil : kept.joined(separator: ", ")
        }
        return HTTPRequest(method: method, target: version + url, headers: headers, body: body)
    }

    /// What says who asks and at which address the service was reached; all else belongs to the single request.
    private static let inherited = [
        "Authorization", "Host", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "User-Agent",
        "Accept-Language", "client-request-id",
    ]
}
