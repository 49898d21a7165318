// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Where uploaded bytes go.
public enum ContentDestination: Hashable, Sendable {
    /// Into an existing file.
    case item(DriveItemID)
    /// Under a name in a folder, where a file may or may not be.
    case child(name: String, parent: DriveItemID)
}
