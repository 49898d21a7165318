// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import TestSupport
import Testing

@Suite struct `Spelling URLs and errors` {
    @Test func `spells keys as live answers do`() {
        #expect(ODataURL.key("user@example.com") == "('user%40example.com')")
        #expect(ODataURL.key("ABCDEF!112") == "('ABCDEF%21112')")
        #expect(ODataURL.encodedKey("{4732EEDC-239B}") == "(%27%7B4732EEDC-239B%7D%27)")
        #expect(ODataURL.encodedKey("it's a/b") == "(%27it%27%27s%20a%2Fb%27)")
        #expect(ODataURL.encodedSegment("é") == "%C3%A9")
    }

    @Test(arguments: 1...30)
    func `keys read back from a path`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let text = generator.text()
        for key in [ODataURL.key(text), ODataURL.encodedKey(text)] {
            #expect(try ODataPath("/tables" + key).segments[0].named?.keyText == text)
        }
        #expect(try ODataPath("/" + ODataURL.encodedSegment(text)).segments[0].named?.text == text)
    }

    @Test func `builds contexts`() {
        let root = "https://h/v1.0"
        #expect(ODataURL.context(root: root, fragment: "workbookRange") == "https://h/v1.0/$metadata#workbookRange")
        let select = [SelectPath(["name"]), SelectPath(["format", "fill"])]
        #expect(
            ODataURL.context(root: root, fragment: "tables", select: select, isEntity: true)
                == "https://h/v1.0/$metadata#tables(name,format/fill)/$entity")
    }

    @Test func `writes the error envelope with the identifiers inside innerError`() {
        var error = ODataErrorBody(
            code: "notFound", message: "m", inner: ODataErrorBody.Inner(code: "itemNotFound", message: "n"))
        let ids = #""date":"2026-01-02T03:04:05","request-id":"r","client-request-id":"c""#
        func text() -> String {
            String(
                decoding: error.serialized(requestID: "r", clientRequestID: "c", date: "2026-01-02T03:04:05"),
                as: UTF8.self)
        }
        #expect(
            text() == #"{"error":{"code":"notFound","message":"m","innerError":{"code":"itemNotFound","message":"n","#
                + ids + "}}}")
        #expect(error.json["error"]?["innerError"]?["code"] == "itemNotFound")
        error.inner = nil
        #expect(text() == #"{"error":{"code":"notFound","message":"m","innerError":{"# + ids + "}}}")
        #expect(error.json["error"]?["innerError"] == nil)
    }

    @Test func `reads a body unless it is of another kind`() throws {
        func body(_ contentType: String?, _ text: String) throws -> JSONValue? {
            var headers = HTTPHeaders()
            headers["Content-Type"] = contentType
            let request = HTTPRequest(method: "POST", target: "/x", headers: headers, body: Array(text.utf8))
            return try ODataRequest(request).body
        }
        #expect(try body("application/json; charset=utf-8", "{}") == [:])
        #expect(try body(nil, "[1]") == [1])
        #expect(try body("application/json", " \r\n") == nil)
        #expect(try body("application/octet-stream", "PK") == nil)
        #expect(throws: ODataError.body(JSONError(offset: 1, reason: .unexpectedEnd))) { try body(nil, "{") }
    }
}
