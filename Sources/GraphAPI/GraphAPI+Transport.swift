// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import HTTPMessages
import OData

extension GraphAPI {
    /// What a request is answered that never became one: too long, malformed, too slow. It has the service's envelope,
    /// so that clients read one kind of error only.
    public func refusal(status: Int) -> HTTPResponse {
        let ids = RequestID(client: nil)
        let message = GraphErrorCode.topLevel(of: status).message
        let body = GraphError(status: status, message).body.serialized(
            requestID: ids.request, clientRequestID: ids.client, date: Timestamp.seconds(configuration.clock()))
        return HTTPResponse(
            status: status, headers: ["Content-Type": "application/json", "request-id": ids.request], body: body)
    }
}
