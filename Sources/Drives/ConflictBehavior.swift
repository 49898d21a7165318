// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What happens when a name is already taken (Graph: `@microsoft.graph.conflictBehavior`).
public enum ConflictBehavior: String, Hashable, Sendable, CaseIterable {
    /// The call is refused with ``DriveError/nameAlreadyExists(name:parent:)``.
    case fail
    /// A file takes the place of the file that has the name. A folder never gives way: creating a folder over a folder
    /// answers the one that is there, and every other clash with a folder is refused as with ``fail``.
    case replace
    /// The new item takes the first free name of the series `Book 1.xlsx`, `Book 2.xlsx`, ….
    case rename
}
