// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import HTTPMessages

/// What the request and the connection's state decide about the form of a response.
struct ResponseFraming {
    /// The request was HEAD: the head is the one GET would get, the body is left out (RFC 9110 §9.3.2).
    var isHead = false
    /// Otherwise the client speaks HTTP/1.0 and has to be told that the connection stays open.
    var isHTTP11 = true
    /// The connection closes after this response.
    var closes = false
}

extension OutputBuffer {
    /// Fields that only the server can know; a handler's own are left out.
    private static let serverFields = [
        "connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade",
    ]

    /// Appends a whole response (RFC 9112 §4 to §6).
    mutating func append(_ response: HTTPResponse, framing: ResponseFraming, date: [UInt8]) {
        append("HTTP/1.1 ")
        append(String(response.status))
        append(" ")
        append(ReasonPhrase.of(response.status))
        append("\r\n")
        for field in response.headers.fields where !Self.serverFields.contains(where: field.isNamed) {
            append(field.name)
            append(": ")
            append(field.value)
            append("\r\n")
        }
        if let length = Self.contentLength(of: response, isHead: framing.isHead) {
            append("Content-Length: ")
            append(length)
            append("\r\n")
        }
        append("Date: ")
        append(date)
        if framing.closes {
            append("\r\nConnection: close\r\n\r\n")
        } else if framing.isHTTP11 {
            append("\r\n\r\n")
        } else {
            append("\r\nConnection: keep-alive\r\n\r\n")
        }
        let hasBody = !framing.isHead && response.mayHaveBody
        finish(with: hasBody ? response.body : [])
    }

    /// A response to HEAD and a 304 speak of the body that GET would get, which the handler may know without making it.
    private static func contentLength(of response: HTTPResponse, isHead: Bool) -> String? {
        if response.status == 204 { return nil }
        if isHead || response.status == 304 {
            let stated = response.headers["Content-Length"] ?? ""
            if !stated.isEmpty, stated.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) { return stated }
            if response.status == 304 { return nil }
        }
        return response.mayHaveBody ? String(response.body.count) : "0"
    }
}

extension HTTPResponse {
    /// Whether the status allows a body (RFC 9110 §15.3.5, §15.3.6, §15.4.5).
    var mayHaveBody: Bool { status != 204 && status != 205 && status != 304 }

    /// Whether this can be written as one final response, no byte of which a client could take for something else.
    var isWritable: Bool {
        (200...999).contains(status)
            && headers.fields.allSatisfy { field in
                !field.name.isEmpty && field.name.utf8.allSatisfy(\.isTokenCharacter)
                    && field.value.utf8.allSatisfy(\.isFieldValueCharacter)
            }
    }

    /// Whether the handler asks for the connection to be closed.
    var asksToClose: Bool {
        guard let options = headers["Connection"] else { return false }
        return options.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.contains("close")
    }
}

extension UInt8 {
    /// `tchar` of RFC 9110 §5.6.2.
    var isTokenCharacter: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Everything but controls; the horizontal tab is no control here (RFC 9110 §5.5).
    var isFieldValueCharacter: Bool {
        self >= 0x20 && self != 0x7F || self == 0x09
    }
}
