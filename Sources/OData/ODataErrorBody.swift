// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The body of an error answer (Graph: concepts/workbook-error-handling).
///
///     ODataErrorBody(code: "notFound", message: "…", inner: .init(code: "itemNotFound", message: "…"))
public struct ODataErrorBody: Sendable, Equatable {
    /// The detail beneath the code that follows the status.
    public struct Inner: Sendable, Equatable {
        public var code: String
        public var message: String

        public init(code: String, message: String) {
            self.code = code
            self.message = message
        }
    }

    /// First-level code, one per status (`badRequest`).
    public var code: String
    public var message: String
    /// Second-level code (`invalidArgument`), which clients read first.
    public var inner: Inner?

    public init(code: String, message: String, inner: Inner? = nil) {
        self.code = code
        self.message = message
        self.inner = inner
    }

    /// The whole body. The identifiers and the date stand in `innerError` beside its code, as live answers have them.
    ///
    /// - Parameter date: `yyyy-MM-ddTHH:mm:ss` in UTC, without a zone.
    public func serialized(requestID: String, clientRequestID: String, date: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("error")
        writer.beginObject()
        writer.member("code", code)
        writer.member("message", message)
        writer.name("innerError")
        writer.beginObject()
        if let inner {
            writer.member("code", inner.code)
            writer.member("message", inner.message)
        }
        writer.member("date", date)
        writer.member("request-id", requestID)
        writer.member("client-request-id", clientRequestID)
        writer.endObject()
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    /// The error as a JSON value without identifiers, for operations and batch parts.
    public var json: JSONValue {
        var error: JSONValue = ["code": .string(code), "message": .string(message)]
        if let inner, case .object(var members) = error {
            members["innerError"] = ["code": .string(inner.code), "message": .string(inner.message)]
            error = .object(members)
        }
        return ["error": error]
    }
}
