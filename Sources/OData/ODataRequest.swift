// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages

/// A request with its target taken apart and its body read.
public struct ODataRequest: Sendable {
    public var path: ODataPath
    public var options: QueryOptions
    /// The JSON body; `nil` when it is empty or of another kind.
    public var body: JSONValue?

    /// Reads a target (path and query) without a body.
    public init(target: String) throws(ODataError) {
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        do {
            options = try QueryOptions(mark.map { String(target[$0...].dropFirst()) } ?? "")
        } catch {
            throw .queryOption(error)
        }
        do {
            path = try ODataPath(String(target[..<(mark ?? target.endIndex)]), aliases: options.aliases)
        } catch {
            throw .path(error)
        }
    }

    /// Reads the target, and the body when it is JSON: by its content type, or for want of one.
    ///
    /// Routes whose body is raw bytes (a file's content) read the target alone.
    public init(_ request: HTTPRequest, limits: JSONLimits = JSONLimits()) throws(ODataError) {
        try self.init(target: request.target)
        guard Self.mayBeJSON(request.headers["Content-Type"]) else { return }
        body = try Self.body(request.body, limits: limits)
    }

    /// Reads a body; `nil` when it is empty or white space.
    public static func body(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(ODataError) -> JSONValue? {
        guard bytes.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        do {
            return try JSONValue(parsing: bytes, limits: limits)
        } catch {
            throw .body(error)
        }
    }

    static func mayBeJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        let mediaType = contentType.split(separator: ";").first?.trimmingSpaces() ?? ""
        return mediaType.isEmpty || mediaType.equalsIgnoringCase("application/json")
            || mediaType.lowercased().hasSuffix("+json")
    }
}
