// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Sessions

extension GraphError {
    /// How the failures of sessions and open workbooks become Graph's codes.
    init(_ error: SessionError) {
        switch error {
        case .invalidSession(let reason):
            self.init(
                reason.isReCreatable ? .invalidSessionReCreatable : .invalidSessionNotFound,
                "The session is not valid, or no longer.")
        case .unreadable(_, let error): self.init(error)
        case .workbook(let error): self.init(error)
        case .drive(let error): self.init(error)
        case .notSaved, .limitReached, .workbookClosed, .shuttingDown:
            self.init(.serviceUnavailableUncategorized, "The service is busy. Please try your request again.")
            headers["Retry-After"] = "1"
        case .outcomeUnknown:
            self.init(.gatewayTimeoutUncategorized, "The change may or may not have been saved.")
        case .operationNotFound: self.init(.itemNotFound, "The operation could not be found.")
        case .corruptJournal, .notWritable, .system:
            self.init(.generalException, "The workbook could not be processed.")
        }
    }
}
