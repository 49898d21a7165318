// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData

/// The answers to requests on the contents of files.
enum DriveFiles {
    /// `GET …/content`: the bytes themselves, whole or in part.
    ///
    /// Graph answers 302 to a link of its own. Here the bytes come at once: every client that follows a redirect also
    /// takes the answer without one, and a plain `curl` works. The link is there as `@microsoft.graph.downloadUrl`.
    static func content(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        if context.options.format != nil { throw .notImplemented("Conversion of contents is not implemented yet.") }
        return try await answer(with: try await context.item(at: address).id, context)
    }

    /// `GET /download/{link}`, without a token: the link is one.
    static func download(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let link = context.path.steps.last?.key ?? ""
        let now = context.api.configuration.clock()
        guard let id = context.api.links.item(of: link, purpose: .download, now: now) else {
            throw .itemNotFound("The download link is not valid, or no longer.")
        }
        return try await answer(with: id, context)
    }

    private static func answer(with id: DriveItemID, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let request = context.request
        let item = try await context.reading(id) { drive throws(DriveError) in try drive.item(id) }
        guard let size = item.file?.size else { throw .invalidArgument("The item is a folder and has no content.") }
        if let condition = request.headers["If-Match"], !item.matches(ifMatch: condition) {
            throw GraphError(DriveError.preconditionFailed(item: id, currentETag: item.eTag))
        }
        if let condition = request.headers["If-None-Match"], item.matches(ifMatch: condition) {
            return HTTPResponse(status: 304, headers: ["ETag": item.eTag])
        }
        var range = ByteRange(request.headers["Range"], size: size)
        // A part of another content than the one the client has would not fit to what it has (RFC 9110 §13.1.5).
        if let condition = request.headers["If-Range"], !item.matches(ifMatch: condition) { range = .whole }
        var part: Range<Int64>?
        switch range {
        case .whole: break
        case .part(let asked): part = asked
        case .unsatisfiable:
            throw GraphError(
                status: 416, "The requested range lies outside the content.",
                headers: ["Content-Range": "bytes */\(size)"])
        }
        if request.method == "HEAD" {
            return response(item, part, bytes: [], length: part.map { $0.upperBound - $0.lowerBound } ?? size)
        }
        let asked = part
        let content = try await context.reading(id) { drive throws(DriveError) in
            try drive.content(id, range: asked)
        }
        if let part, content.item.contentVersion != item.contentVersion {
            // The content was replaced between the two reads, so the range may mean something else now.
            guard part.upperBound <= content.item.size else {
                throw GraphError(.accessConflict, "The content was replaced while it was read. Please try again.")
            }
        }
        return response(content.item, part, bytes: content.bytes, length: Int64(content.bytes.count))
    }

    private static func response(
        _ item: DriveItem, _ part: Range<Int64>?, bytes: [UInt8], length: Int64
    ) -> HTTPResponse {
        var headers: HTTPHeaders = [
            "Content-Type": MediaType.of(item.name),
            "Content-Length": String(length),
            "Content-Disposition": "attachment; filename*=UTF-8''" + encodedFileName(item.name),
            "ETag": item.eTag,
            "Accept-Ranges": "bytes",
        ]
        if let part {
            headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(item.size)"
        }
        return HTTPResponse(status: part == nil ? 200 : 206, headers: headers, body: bytes)
    }

    /// `ext-value` of RFC 8187 §3.2.1.
    private static func encodedFileName(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain =
                byte | 32 >= 97 && byte | 32 <= 122 || byte >= 48 && byte <= 57 || byte == 45 || byte == 46
                || byte == 95
            return isPlain
                ? String(UnicodeScalar(byte)) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
