// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import HTTPServer
import Testing

@Suite struct RequestSyntaxTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var request: String
        var status: Int
        var testDescription: String { name }

        init(_ name: String, _ request: String, _ status: Int) {
            self.name = name
            self.request = request
            self.status = status
        }
    }

    static let refused = [
        // Framing that could be read in two ways.
        Case(
            "both lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400
        ),
        Case(
            "both lengths, coding first",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400),
        Case(
            "differing lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400
        ),
        Case(
            "equal lengths twice", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
            400),
        Case("list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc", 400),
        Case("signed length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc", 400),
        Case("negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabc", 400),
        Case("hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc", 400),
        Case("empty length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\nabc", 400),
        Case(
            "length beyond 64 bits", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551616\r\n\r\n", 400),
        Case("unknown coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        Case("coding before chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        Case("identity", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 501),
        Case("chunked twice", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 501),
        Case(
            "two coding fields",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        Case("control before chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \u{B}chunked\r\n\r\n", 400),
        Case("quoted chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", 501),
        Case(
            "unknown coding and length",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\nContent-Length: 3\r\n\r\nabc", 400),
        Case("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        // Lines.
        Case("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400),
        Case("one bare line feed", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400),
        Case("bare carriage return", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400),
        Case("folded line", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400),
        Case("folded line after an empty value", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\tc\r\n\r\n", 400),
        Case("white space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
        Case("blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        Case("no colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", 400),
        Case("empty name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400),
        Case("NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n", 400),
        Case("DEL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\u{7F}c\r\n\r\n", 400),
        Case("two empty lines before the request", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        // Request line.
        Case("two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("no version", "GET /\r\nHost: a\r\n\r\n", 400),
        Case("trailing blank", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
        Case("version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n", 400),
        Case("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        Case("HTTP/0.9 by number", "GET / HTTP/0.9\r\n\r\n", 505),
        Case("method with a colon", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("relative target", "GET index HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("letters beyond ASCII in the target", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("asterisk for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("absolute target without authority", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("absolute target with user", "GET http://u@a/a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501),
        Case("TLS client hello", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\n", 400),
        // Host.
        Case("no Host", "GET / HTTP/1.1\r\nX: a\r\n\r\n", 400),
        Case("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        Case("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        Case("list in Host", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400),
        Case("path in Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        Case("user in Host", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400),
        // Expectations.
        Case("unknown expectation", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: a-cake\r\n\r\n", 417),
        // Chunks.
        Case(
            "chunk size not a number",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n", 400),
        Case(
            "empty chunk size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\nabc\r\n0\r\n\r\n",
            400),
        Case(
            "negative chunk size",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n", 400),
        Case(
            "prefixed chunk size",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n", 400),
        Case(
            "chunk size beyond 64 bits",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000003\r\nabc\r\n0\r\n\r\n", 400
        ),
        Case(
            "chunk longer than its size",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400),
        Case(
            "chunk size line with bare line feed",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n", 400),
        Case(
            "line feed in a quoted extension",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"\n\"\r\nabc\r\n0\r\n\r\n", 400),
        Case(
            "length in the trailer",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 3\r\n\r\n", 400),
        Case(
            "malformed trailer",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nnonsense\r\n\r\n", 400),
    ]

    @Test("Refuses, does not call the handler, and closes", arguments: refused)
    func refuses(_ refused: Case) async throws {
        try await withServer(loops: 1, handler: { _ in .init(status: 200) }) { server in
            let client = try TestClient(port: server.port)
            try await client.send(refused.request)
            let response = try await client.response()
            #expect(response.status == refused.status)
            #expect(response.headers["Connection"] == "close")
            #expect(response.headers["X-Shaped"] == "yes")
            #expect(response.text == "refused")
            #expect(try await client.rest().isEmpty)
        }
    }

    static let accepted = [
        Case("empty line before the request", "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        Case("HTTP/1.0 without Host", "GET /a HTTP/1.0\r\n\r\n", 200),
        Case("absolute target", "GET http://a/a HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        Case("Host with a port", "GET /a HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200),
        Case("empty Host", "GET /a HTTP/1.1\r\nHost:\r\n\r\n", 200),
        Case("no blank after colons", "GET /a HTTP/1.1\r\nhost:a\r\nx:y\r\n\r\n", 200),
        Case("coding in capitals", "GET /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n", 200),
        Case("letters beyond ASCII in a value", "GET /a HTTP/1.1\r\nHost: a\r\nX: é\r\n\r\n", 200),
        Case("expectation without body", "GET /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", 200),
    ]

    @Test("Accepts", arguments: accepted)
    func accepts(_ accepted: Case) async throws {
        try await withServer(loops: 1) { server in
            let response = try await TestClient(port: server.port).exchange(accepted.request)
            #expect(response.status == accepted.status)
            #expect(response.headers["X-Request"] == "GET /a")
        }
    }

    @Test func `The target reaches the handler as it was sent`() async throws {
        try await withServer { server in
            let client = try TestClient(port: server.port)
            let target = "/drive/root:/a%20b%2Fc.xlsx:/workbook?$select=id&x=%C3%A9"
            let response = try await client.exchange("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(response.headers["X-Request"] == "GET \(target)")
            let absolute = try await client.exchange("GET HTTP://b:80?x=1 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(absolute.headers["X-Host"] == "b:80")
            #expect(absolute.headers["X-Request"] == "GET /?x=1")
            let options = try await client.exchange("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(options.headers["X-Request"] == "OPTIONS *")
        }
    }
}
