// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData

extension DriveFiles {
    /// `POST …:/createUploadSession`: the link that takes the slices without a token.
    static func createUploadSession(
        _ address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let body = try context.body()
        let item = Arguments(body.value("item")?.objectValue ?? JSONObject())
        let conflict = try context.conflictBehavior(in: item, standard: .replace)
        let defersCommit = try body.optionalBool("deferCommit") ?? false
        let now = context.api.configuration.clock()
        let upload = UploadSessions.Upload(
            destination: try await destination(of: address, context), conflict: conflict,
            ifMatch: context.request.headers["If-Match"], defersCommit: defersCommit,
            expiry: now + UploadSessions.lifetime)
        guard let id = context.api.uploads.open(upload, now: now) else {
            throw GraphError(
                status: 429, "Too many uploads are under way.", detail: .tooManyRequestsUncategorized,
                headers: ["Retry-After": "30"])
        }
        return .json(
            200,
            [
                "@odata.context": .string(
                    ODataURL.context(root: context.serviceRoot, fragment: "microsoft.graph.uploadSession")),
                "uploadUrl": .string(context.serviceRoot + "/upload/" + id),
                "expirationDateTime": .string(Timestamp.zulu(upload.expiry)),
                "nextExpectedRanges": ["0-"],
            ])
    }

    /// `PUT /upload/{link}` with `Content-Range`: 202 until the last slice, then what the upload of a file answers.
    static func uploadSlice(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        guard let slice = UploadSessions.Slice(context.request.headers["Content-Range"]) else {
            throw .badRequest("A slice needs 'Content-Range: bytes FIRST-LAST/TOTAL'.")
        }
        let upload = try context.api.uploads.add(
            context.request.body, at: slice, to: link(context), maximum: context.api.drive.limits.contentSize,
            now: context.api.configuration.clock())
        guard upload.isComplete, !upload.defersCommit else { return status(of: upload, 202) }
        return try await store(upload.bytes, upload.destination, upload.conflict, ifMatch: upload.ifMatch, context)
    }

    /// `GET /upload/{link}`: what is still missing.
    static func uploadStatus(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let now = context.api.configuration.clock()
        guard let upload = context.api.uploads.upload(link(context), now: now) else { throw unknownUpload }
        return status(of: upload, 200)
    }

    /// `POST /upload/{link}`: the file appears, if its upload was to wait for this.
    static func completeUpload(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let now = context.api.configuration.clock()
        guard let pending = context.api.uploads.upload(link(context), now: now) else { throw unknownUpload }
        guard pending.isComplete else { throw .badRequest("The upload is not complete.") }
        guard let upload = context.api.uploads.close(link(context), now: now) else { throw unknownUpload }
        return try await store(upload.bytes, upload.destination, upload.conflict, ifMatch: upload.ifMatch, context)
    }

    /// `DELETE /upload/{link}`.
    static func cancelUpload(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let now = context.api.configuration.clock()
        guard context.api.uploads.close(link(context), now: now) != nil else { throw unknownUpload }
        return .noContent
    }

    private static func link(_ context: GraphContext) -> String { context.path.steps.last?.key ?? "" }

    private static var unknownUpload: GraphError { .itemNotFound("The upload session does not exist, or no longer.") }

    private static func status(of upload: UploadSessions.Upload, _ status: Int) -> HTTPResponse {
        let missing: [JSONValue] = upload.isComplete ? [] : [.string("\(upload.bytes.count)-")]
        return .json(
            status,
            [
                "expirationDateTime": .string(Timestamp.zulu(upload.expiry)),
                "nextExpectedRanges": .array(missing),
            ])
    }
}
