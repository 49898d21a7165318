// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData

/// `$batch`: several requests in one.
enum Batches {
    @Sendable static func run(_ context: GraphContext) async throws(GraphError) -> HTTPResponse {
        do throws(ODataError) {
            let batch = try Batch(parsing: context.request.body)
            let api = context.api
            return await batch.run(version: "/v1.0", inheriting: context.request.headers) { part in
                var part = part
                // Inside a batch the preference for an answer later is ignored.
                part.headers["Prefer"] = nil
                return await api.respond(part)
            }
        } catch {
            throw GraphError(error)
        }
    }
}
