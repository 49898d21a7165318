// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages

/// One request inside a `$batch` (Graph: concepts/json-batching).
public struct BatchRequest: Sendable {
    public var id: String
    public var method: String
    /// Relative to the service version, with its leading slash.
    public var url: String
    public var headers: HTTPHeaders
    /// Serialized JSON, or the decoded bytes of a base64 string.
    public var body: [UInt8]
    /// Ids of the requests that must succeed first.
    public var dependsOn: [String]

    init(_ value: JSONValue) throws(BatchError) {
        let id = value["id"]?.stringValue ?? value["id"]?.integerValue.map { String($0) }
        guard let id, !id.isEmpty else { throw .invalidMember(name: "id", requestID: nil) }
        guard let method = value["method"]?.stringValue, Self.isToken(method) else {
            throw .invalidMember(name: "method", requestID: id)
        }
        guard let url = value["url"]?.stringValue else { throw .invalidMember(name: "url", requestID: id) }
        self.id = id
        self.method = method.uppercased()
        self.url = try Self.relative(url, requestID: id)
        headers = try Self.headers(value["headers"], requestID: id)
        body = try Self.body(value["body"], headers: headers, requestID: id)
        dependsOn = try Self.dependencies(value["dependsOn"], requestID: id)
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    }

    /// Clients write the URL with and without its leading slash.
    private static func relative(_ url: String, requestID: String) throws(BatchError) -> String {
        let path = url.prefix { $0 != "?" && $0 != "(" && $0 != "/" && $0 != ":" }
        let isAbsolute = url.dropFirst(path.count).hasPrefix("://") || url.hasPrefix("//")
        let isClean = url.utf8.allSatisfy { $0 > 0x1F && $0 != 0x7F }
        guard !url.isEmpty, !isAbsolute, isClean else { throw .invalidURL(url, requestID: requestID) }
        let rooted = url.hasPrefix("/") ? url : "/" + url
        let firstSegment = rooted.dropFirst().prefix { $0 != "/" && $0 != "?" }
        let decoded = (try? PercentEncoding.decode(Array(firstSegment.utf8)[...])) ?? String(firstSegment)
        guard !decoded.equalsIgnoringCase("$batch") else { throw .nested(requestID: requestID) }
        return rooted
    }

    private static func headers(_ value: JSONValue?, requestID: String) throws(BatchError) -> HTTPHeaders {
        var headers = HTTPHeaders()
        guard let value, !value.isNull else { return headers }
        guard let members = value.objectValue?.members else {
            throw .invalidMember(name: "headers", requestID: requestID)
        }
        for member in members {
            guard let text = member.value.stringValue, text.utf8.allSatisfy({ $0 >= 0x20 }),
                !member.name.isEmpty, member.name.utf8.allSatisfy({ $0 > 0x20 })
            else {
                throw .invalidMember(name: "headers", requestID: requestID)
            }
            headers[member.name] = text
        }
        return headers
    }

    private static func body(
        _ value: JSONValue?, headers: HTTPHeaders, requestID: String
    ) throws(BatchError) -> [UInt8] {
        guard let value, !value.isNull else { return [] }
        guard let contentType = headers["Content-Type"] else { throw .missingContentType(requestID: requestID) }
        if ODataRequest.mayBeJSON(contentType) { return value.serialized() }
        guard let text = value.stringValue, let bytes = Base64.decode(text) else {
            throw .invalidMember(name: "body", requestID: requestID)
        }
        return bytes
    }

    private static func dependencies(_ value: JSONValue?, requestID: String) throws(BatchError) -> [String] {
        guard let value, !value.isNull else { return [] }
        guard let elements = value.arrayValue else { throw .invalidMember(name: "dependsOn", requestID: requestID) }
        var ids: [String] = []
        for element in elements {
            guard let id = element.stringValue else { throw .invalidMember(name: "dependsOn", requestID: requestID) }
            ids.append(id)
        }
        return ids
    }
}
