// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
public import OOXML

/// Something that happened in the background, for the log. It holds no cell content.
public enum SessionEvent: Sendable {
    /// A workbook was read from its file and its journal.
    case opened(item: DriveItemID)
    /// The content of an item could not be brought up to date; its journal keeps the changes and it is tried again.
    case checkpointFailed(item: DriveItemID, SessionError)
    /// The content of an item was brought up to date but for something in it.
    case checkpointNoticed(item: DriveItemID, SaveNotice)
    /// A workbook whose journal outlived the process has been dealt with, as the `finished`th of `total`. After a
    /// failure its journal is as it was.
    case recovered(item: DriveItemID, finished: Int, total: Int, failure: SessionError?)
}
