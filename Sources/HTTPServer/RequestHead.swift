// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CHTTPParser
internal import HTTPMessages

/// A request that is not taken, and the status that says why.
struct RequestRefusal: Error, Equatable {
    var status: Int
}

/// The head of a request, with what it decides about the connection.
///
/// Beast has judged the syntax. Here is refused what is well formed but could be read in two ways by us and by a proxy
/// before us (request smuggling), and what this server does not do.
struct RequestHead {
    /// Its body is still empty.
    var request: HTTPRequest
    var isHTTP11: Bool
    /// The connection can stay open after the response, as far as the client is concerned.
    var keepsAlive: Bool
    /// The client waits for `100 Continue` before it sends the body.
    var expectsContinue = false
    /// False when the message ends with its head.
    var hasBody: Bool
    /// The length of the body if it is known beforehand.
    var contentLength: Int?

    init(_ head: chttp_head) throws(RequestRefusal) {
        let method = String(head.method)
        let fields = UnsafeBufferPointer(start: head.fields, count: head.field_count)
        let target = try Self.target(head.target, method: method)
        var authority = target.authority
        try Self.checkHost(fields, isRequired: head.is_http11)
        try Self.checkFraming(fields, isHTTP11: head.is_http11)

        var headers = HTTPHeaders()
        headers.fields.reserveCapacity(fields.count)
        for field in fields {
            var value = String(field.value)
            if field.kind == CHTTP_HOST, let named = authority {
                value = named
                authority = nil
            }
            headers.append(String(field.name), value)
            guard field.kind == CHTTP_EXPECT, head.is_http11 else { continue }
            // RFC 9110 §10.1.1 knows this one expectation.
            guard field.value.equals("100-continue") else { throw RequestRefusal(status: 417) }
            expectsContinue = head.has_body
        }
        request = HTTPRequest(method: method, target: target.path, headers: headers)
        isHTTP11 = head.is_http11
        keepsAlive = head.keep_alive
        hasBody = head.has_body
        contentLength = head.has_content_length ? Int(exactly: head.content_length) : nil
    }

    /// Path and query as they came. The absolute form, which a proxy sends, has an authority that counts instead of
    /// the Host field (RFC 9112 §3.2.2).
    private static func target(
        _ slice: chttp_slice, method: String
    ) throws(RequestRefusal) -> (path: String, authority: String?) {
        let bytes = UnsafeBufferPointer(slice)
        if method == "CONNECT" { throw RequestRefusal(status: 501) }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw RequestRefusal(status: 400) }
        let text = String(slice)
        if bytes.first == UInt8(ascii: "/") || (text == "*" && method == "OPTIONS") { return (text, nil) }
        for scheme in ["http://", "https://"] where text.prefix(scheme.count).lowercased() == scheme {
            let rest = text.dropFirst(scheme.count)
            let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
            let authority = rest[..<authorityEnd]
            guard !authority.isEmpty, authority.utf8.allSatisfy(\.isHostCharacter) else { break }
            let path = rest[authorityEnd...]
            return (path.first == "/" ? String(path) : "/" + path, String(authority))
        }
        throw RequestRefusal(status: 400)
    }

    /// Exactly one Host for HTTP/1.1, at most one for HTTP/1.0, and nothing in it but a host and a port (RFC 9112
    /// §3.2).
    private static func checkHost(
        _ fields: UnsafeBufferPointer<chttp_field>, isRequired: Bool
    ) throws(RequestRefusal) {
        var count = 0
        for field in fields where field.kind == CHTTP_HOST {
            count += 1
            let isPlain = UnsafeBufferPointer(field.value).allSatisfy(\.isHostCharacter)
            if !isPlain { throw RequestRefusal(status: 400) }
        }
        if count > 1 || (count == 0 && isRequired) { throw RequestRefusal(status: 400) }
    }

    /// One Content-Length with one number, or the one transfer coding `chunked`, and never both (RFC 9112 §6.1, §6.3).
    private static func checkFraming(
        _ fields: UnsafeBufferPointer<chttp_field>, isHTTP11: Bool
    ) throws(RequestRefusal) {
        var lengths = 0
        var codings = 0
        var isKnown = true
        for field in fields {
            switch field.kind {
            case CHTTP_CONTENT_LENGTH:
                lengths += 1
                let isNumber = UnsafeBufferPointer(field.value).allSatisfy { $0 >= 48 && $0 <= 57 }
                if !isNumber { throw RequestRefusal(status: 400) }
            case CHTTP_TRANSFER_ENCODING:
                codings += 1
                isKnown = isKnown && field.value.equals("chunked")
            default: continue
            }
        }
        if lengths + codings > 1 || (codings > 0 && !isHTTP11) { throw RequestRefusal(status: 400) }
        if !isKnown { throw RequestRefusal(status: 501) }
    }
}

extension UInt8 {
    /// What a host and a port are made of (RFC 3986 §3.2.2), user information left out.
    fileprivate var isHostCharacter: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate init(_ slice: chttp_slice) {
        self.init(start: slice.bytes, count: slice.count)
    }
}

extension String {
    /// Bytes that are not UTF-8 become U+FFFD: no field the server or the API reads may hold them.
    fileprivate init(_ slice: chttp_slice) {
        self.init(decoding: UnsafeBufferPointer(slice), as: UTF8.self)
    }
}

extension chttp_slice {
    /// Compares with ASCII text in lower case, without regard to case.
    fileprivate func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return (0..<count).allSatisfy { index in
            let byte = bytes[index]
            return (byte >= 65 && byte <= 90 ? byte | 32 : byte) == text.utf8Start[index]
        }
    }
}
