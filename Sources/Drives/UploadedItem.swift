// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The result of an upload.
public struct UploadedItem: Hashable, Sendable {
    /// The file after the upload.
    public var item: DriveItem
    /// Whether the upload made the file, rather than replaced its content.
    public var wasCreated: Bool

    /// Pairs the file with what happened to it.
    public init(item: DriveItem, wasCreated: Bool) {
        self.item = item
        self.wasCreated = wasCreated
    }
}
