// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One page of the children of a folder.
public struct DriveItemPage: Hashable, Sendable {
    /// The children, sorted by name without regard to case.
    public var items: [DriveItem]
    /// What to pass as `after` for the next page; nil when this is the last.
    public var next: String?

    /// Pairs the children with the way to the next page.
    public init(items: [DriveItem], next: String?) {
        self.items = items
        self.next = next
    }
}
