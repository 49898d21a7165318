// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

/// A request that goes on after it was answered with 202 (Graph: `workbookOperation`).
public struct SessionOperation: Sendable {
    /// How far an operation is.
    public enum Status: Sendable {
        case notStarted
        case running
        case succeeded(Outcome)
        case failed(SessionError)
    }

    /// What an operation gives.
    public enum Outcome: Sendable {
        /// `sessionInfoResource`.
        case session(Session)
        /// A rendered resource, such as that of `tableRowOperationResult`.
        case resource([UInt8])
        /// Nothing.
        case none
    }

    /// A GUID in lower case without braces.
    public let id: String
    /// The workbook.
    public let itemID: DriveItemID
    /// How far it is.
    public internal(set) var status = Status.notStarted
    /// When it finished, on the registry's clock.
    var finished: Int64?
}
