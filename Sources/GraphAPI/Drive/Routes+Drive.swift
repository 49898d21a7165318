// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    /// What can be done with drive items themselves.
    static let driveOperations: [OperationRow] = []
}
