// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages

extension GraphContext {
    func answer(query run: OperationRow.QueryHandler) async throws(GraphError) -> HTTPResponse {
        throw .notImplemented("Workbooks are opened in the next step.")
    }

    func answer(edit run: OperationRow.EditHandler) async throws(GraphError) -> HTTPResponse {
        throw .notImplemented("Workbooks are opened in the next step.")
    }
}
