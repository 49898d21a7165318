// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import Sessions

extension DriveFiles {
    /// `PUT …/content`: 201 for a new file, 200 for a new content of an old one. Folders that are missing on the way
    /// are made, as OneDrive does.
    static func upload(_ address: DriveAddress, _ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        let maximum = context.api.drive.limits.contentSize
        guard context.request.body.count <= maximum else {
            throw GraphError(.payloadTooLargeUncategorized, "The file is larger than \(maximum) bytes.")
        }
        guard context.request.headers["Content-Range"] == nil else {
            throw .badRequest("A content is uploaded whole; slices go to an upload session.")
        }
        let conflict = try context.conflictBehavior(standard: .replace)
        let destination = try await destination(of: address, context)
        return try await store(
            context.request.body, destination, conflict, ifMatch: context.request.headers["If-Match"], context)
    }

    /// Stores a file and answers its item. Sessions on a content that it replaces end.
    static func store(
        _ bytes: [UInt8], _ destination: ContentDestination, _ conflict: ConflictBehavior, ifMatch: String?,
        _ context: GraphContext
    ) async throws(GraphError) -> HTTPResponse {
        let uploaded: UploadedItem
        do {
            uploaded = try await context.api.registry.upload(
                bytes, to: destination, conflict: conflict, ifMatch: ifMatch)
        } catch {
            throw GraphError(error)
        }
        return try context.answer(uploaded.item, status: uploaded.wasCreated ? 201 : 200)
    }

    /// Where an address wants its content, once every folder above it is there.
    static func destination(
        of address: DriveAddress, _ context: GraphContext
    ) async throws(GraphError) -> ContentDestination {
        guard let name = address.relativePath.last else { return .item(try await context.item(at: address).id) }
        var start = address
        start.relativePath = []
        let parents = Array(address.relativePath.dropLast())
        let base = try await context.item(at: start).id
        let parent = try await context.reading(base) { drive throws(DriveError) -> DriveItemID in
            do throws(DriveError) {
                return try drive.item(at: parents, under: base).id
            } catch .notFound {
                var folder = base
                for parent in parents {
                    folder = try drive.createFolder(named: parent, in: folder, conflict: .replace).id
                }
                return folder
            }
        }
        return .child(name: name, parent: parent)
    }
}
