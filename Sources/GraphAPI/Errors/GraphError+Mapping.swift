// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import HTTPMessages
import OData
import OOXML
import Sessions
import Workbooks

/// How the failures of every floor below become Graph's codes: here and nowhere else.
extension GraphError {
    init(_ error: ODataError) {
        if case .body(let body) = error, case .tooLong = body.reason {
            self.init(.payloadTooLargeUncategorized, error.description)
            return
        }
        self.init(status: 400, error.description)
    }

    init(_ error: WorkbookError) {
        let code: GraphErrorCode =
            switch error {
            case .invalidArgument: .invalidArgument
            case .invalidReference: .invalidReference
            case .itemNotFound: .itemNotFound
            case .itemAlreadyExists: .itemAlreadyExists
            case .invalidOperation: .invalidOperation
            case .accessDenied: .accessDenied
            case .rangeExceedsLimit: .rangeExceedsLimit
            case .nonBlankCellOffSheet: .nonBlankCellOffSheet
            case .insertDeleteConflict: .insertDeleteConflict
            case .limitExceeded: .invalidArgument
            case .requestAborted: .requestAborted
            }
        self.init(code, error.message)
    }

    init(_ error: DriveError) {
        switch error {
        case .notFound: self.init(.itemNotFound, "The resource could not be found.")
        case .nameAlreadyExists(let name, _):
            self.init(status: 409, "An item named '\(name)' already exists.", detail: .itemAlreadyExists)
        case .invalidName(_, let reason): self.init(.invalidArgument, "The name is not valid: \(reason).")
        case .preconditionFailed: self.init(status: 412, "The eTag of the item does not match the condition.")
        case .notAFolder: self.init(.invalidArgument, "The item is not a folder.")
        case .isAFolder: self.init(.invalidArgument, "The item is a folder.")
        case .moveIntoItself: self.init(.invalidArgument, "A folder cannot be moved into itself.")
        case .rootIsFixed: self.init(.accessDenied, "The root folder cannot be changed.")
        case .staleVersion, .staleEpoch, .sequenceExists:
            self.init(.accessConflict, "The item has been changed by others in the meantime.")
        case .limitExceeded(let limit, _, _, let maximum):
            self.init(.payloadTooLargeUncategorized, "The \(limit) is beyond the maximum of \(maximum).")
        case .full: self.init(status: 507, "No space is left to store the change.")
        case .busy:
            self.init(.serviceUnavailableUncategorized, "The storage is busy. Please try your request again.")
            headers["Retry-After"] = "1"
        case .storage: self.init(.transientFailure, "The storage failed. Please try your request again.")
        case .outcomeUnknown:
            self.init(.gatewayTimeoutUncategorized, "The storage failed; the change may or may not have been saved.")
        }
    }

    init(_ error: PackageError) {
        // The code's own status, 501, would blame the server for a file that its sender has to change.
        self.init(status: 400, error.summary, detail: .unsupportedWorkbook)
    }

    init(_ error: SessionError) {
        switch error {
        case .invalidSession(let reason):
            if reason.isReCreatable {
                self.init(
                    .invalidSessionReCreatable,
                    "The session specified in the request does not exist or is invalid due to a transient error.")
            } else {
                self.init(
                    .invalidSessionNotFound,
                    "The session specified in the request is invalid because the workbook can't be found.")
            }
        case .unreadable(_, let error): self.init(error)
        case .workbook(let error): self.init(error)
        case .drive(let error): self.init(error)
        case .corruptJournal:
            self.init(.generalException, "The saved changes of the workbook cannot be read.")
        case .notSaved:
            self.init(.transientFailure, "The change could not be saved. Please try your request again.")
        case .outcomeUnknown:
            self.init(.gatewayTimeoutUncategorized, "The change may or may not have been saved.")
        case .notWritable:
            self.init(.generalException, "The workbook could not be written; the changes are kept.")
        case .limitReached(let limit, _):
            self.init(.serviceUnavailableUncategorized, "The server is at its limit of \(limit).")
            headers["Retry-After"] = "5"
        case .operationNotFound: self.init(.itemNotFound, "The operation does not exist.")
        case .workbookClosed, .shuttingDown:
            self.init(.serviceUnavailableUncategorized, "The workbook is being closed. Please try your request again.")
            headers["Retry-After"] = "1"
        case .system: self.init(.generalException, "The server failed to process the request.")
        }
    }
}
