// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData

extension HTTPResponse {
    /// The media type of every JSON answer of the service.
    static let odataContentType =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

    /// A JSON answer with the fields that OData asks for.
    static func json(_ status: Int = 200, _ bytes: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": odataContentType, "OData-Version": "4.0"], body: bytes)
    }

    static func json(_ status: Int = 200, _ value: JSONValue) -> HTTPResponse {
        json(status, value.serialized())
    }

    static var noContent: HTTPResponse { HTTPResponse(status: 204, headers: ["OData-Version": "4.0"]) }
}
