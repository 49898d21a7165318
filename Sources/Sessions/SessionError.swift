// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
public import OOXML
public import Workbooks

/// Why a call on sessions and open workbooks failed. Nothing has changed unless a case says otherwise.
public enum SessionError: Error, Sendable {
    /// The session id cannot be used.
    case invalidSession(InvalidSession)
    /// The file is not a workbook that can be opened.
    case unreadable(item: DriveItemID, PackageError)
    /// The journal of a workbook holds an entry that cannot be replayed. The entry and the workbook stay untouched.
    case corruptJournal(item: DriveItemID, sequence: Int64, cause: String)
    /// A command or calculation was refused.
    case workbook(WorkbookError)
    /// The drive refused or failed an operation.
    case drive(DriveError)
    /// A change was not saved, because the journal refused it or is full; it can be tried again.
    case notSaved(item: DriveItemID, cause: String)
    /// It is unknown whether a change was saved; reading tells.
    case outcomeUnknown(item: DriveItemID, cause: String)
    /// The workbook could not be written as a file; the changes are safe in the journal.
    case notWritable(item: DriveItemID, PackageError)
    /// A member of ``SessionLimits`` is exhausted.
    case limitReached(limit: String, maximum: Int)
    /// No operation has this id, or it finished too long ago.
    case operationNotFound(String)
    /// The workbook is being closed; a `Host` opens it again by itself.
    case workbookClosed(DriveItemID)
    /// The server is being shut down.
    case shuttingDown
    /// The system failed to do what the server cannot run without.
    case system(operation: String, cause: String)
}

extension SessionError: CustomStringConvertible {
    /// One line for the log, with the operation, its subject and the cause. It holds no cell content.
    public var description: String {
        switch self {
        case .invalidSession(let reason): "the session is invalid: \(reason)"
        case .unreadable(let item, let error): "\(item) cannot be opened: \(error)"
        case .corruptJournal(let item, let sequence, let cause):
            "entry \(sequence) in the journal of \(item) cannot be replayed: \(cause)"
        case .workbook(let error): error.message
        case .drive(let error): error.description
        case .notSaved(let item, let cause): "a change of \(item) was not saved: \(cause)"
        case .outcomeUnknown(let item, let cause): "a change of \(item) may or may not be saved: \(cause)"
        case .notWritable(let item, let error): "\(item) cannot be written as a file: \(error)"
        case .limitReached(let limit, let maximum): "\(limit) is at its maximum of \(maximum)"
        case .operationNotFound(let id): "operation '\(id)' does not exist"
        case .workbookClosed(let item): "\(item) is being closed"
        case .shuttingDown: "the server is being shut down"
        case .system(let operation, let cause): "\(operation) failed: \(cause)"
        }
    }
}
