// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a drive refused or failed a call. Unless a case says otherwise, the drive is unchanged.
public enum DriveError: Error, Hashable, Sendable {
    /// No item has this id, or nothing lies at this path.
    case notFound(subject: String)
    /// The parent already holds an item of this name and the conflict behaviour does not allow for that.
    case nameAlreadyExists(name: String, parent: DriveItemID)
    /// The name cannot be the name of an item.
    case invalidName(name: String, reason: String)
    /// The `if-match` condition does not hold.
    case preconditionFailed(item: DriveItemID, currentETag: String)
    /// The item is a file where a folder is needed.
    case notAFolder(DriveItemID)
    /// The item is a folder where a file is needed.
    case isAFolder(DriveItemID)
    /// A folder was to be moved into itself or into one of its descendants.
    case moveIntoItself(DriveItemID)
    /// The root folder can be neither renamed, moved nor deleted.
    case rootIsFixed
    /// The content has been replaced since the version on which a checkpoint is based.
    case staleVersion(item: DriveItemID, expected: Int64, current: Int64)
    /// The lease of the caller has been superseded by another acquisition, or ended by an upload.
    case staleEpoch(item: DriveItemID, offered: Int64, current: Int64)
    /// The journal of the item already holds, or held before a checkpoint, an entry of this sequence or a later one.
    case sequenceExists(item: DriveItemID, sequence: Int64)
    /// A value is beyond one of the ``DriveLimits``; `limit` names it.
    case limitExceeded(limit: String, subject: String, value: Int64, maximum: Int64)
    /// The disk has no room for the change.
    case full(operation: String, subject: String)
    /// The storage stayed locked by others for longer than the drive waits.
    case busy(operation: String, subject: String)
    /// The storage failed.
    case storage(operation: String, subject: String, cause: String)
    /// The storage failed while it was committing: the change may or may not be there, and only reading it back tells.
    case outcomeUnknown(operation: String, subject: String, cause: String)
}

extension DriveError: CustomStringConvertible {
    /// One line for the log, with the operation, its subject and the cause.
    public var description: String {
        switch self {
        case .notFound(let subject): "\(subject) does not exist"
        case .nameAlreadyExists(let name, let parent): "\(parent) already holds an item named '\(name)'"
        case .invalidName(let name, let reason): "'\(name)' cannot be a name: \(reason)"
        case .preconditionFailed(let item, let tag): "\(item) does not match the condition: its eTag is \(tag)"
        case .notAFolder(let item): "\(item) is not a folder"
        case .isAFolder(let item): "\(item) is a folder"
        case .moveIntoItself(let item): "\(item) cannot be moved into itself or one of its descendants"
        case .rootIsFixed: "the root folder can be neither renamed, moved nor deleted"
        case .staleVersion(let item, let expected, let current):
            "\(item) has content version \(current), not \(expected)"
        case .staleEpoch(let item, let offered, let current): "\(item) is leased in epoch \(current), not \(offered)"
        case .sequenceExists(let item, let sequence): "the journal of \(item) is already at or past \(sequence)"
        case .limitExceeded(let limit, let subject, let value, let maximum):
            "\(limit) of \(subject) is \(value), the maximum is \(maximum)"
        case .full(let operation, let subject): "\(operation) of \(subject) failed: no space is left"
        case .busy(let operation, let subject): "\(operation) of \(subject) failed: the storage is locked"
        case .storage(let operation, let subject, let cause): "\(operation) of \(subject) failed: \(cause)"
        case .outcomeUnknown(let operation, let subject, let cause):
            "\(operation) of \(subject) may or may not have happened: \(cause)"
        }
    }
}
