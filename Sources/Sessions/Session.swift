// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

/// What a client gets when it creates a session (Graph: `workbookSessionInfo`).
public struct Session: Hashable, Sendable {
    /// The identifier that requests carry in the header `workbook-session-id`.
    public let id: SessionID
    /// Whether changes are saved, rather than kept in a private copy and lost with the session.
    public let persistsChanges: Bool

    /// The workbook.
    public var itemID: DriveItemID { id.itemID }
}
