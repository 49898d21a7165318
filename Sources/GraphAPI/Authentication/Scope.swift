// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A permission a token carries, by Graph's name. The forms with `.All` and the ones for sites mean the same here: one
/// drive is all there is.
public enum Scope: Comparable, Sendable {
    /// `Files.Read`, `Files.Read.All`, `Sites.Read.All`.
    case read
    /// `Files.ReadWrite`, `Files.ReadWrite.All`, `Sites.ReadWrite.All`; includes ``read``.
    case readWrite

    /// Reads a name without regard to case; nil for a name that is none of the above.
    public init?(_ name: some StringProtocol) {
        switch name.lowercased() {
        case "files.read", "files.read.all", "sites.read.all": self = .read
        case "files.readwrite", "files.readwrite.all", "sites.readwrite.all": self = .readWrite
        default: return nil
        }
    }

    /// The name in messages and headers.
    public var name: String {
        switch self {
        case .read: "Files.Read"
        case .readWrite: "Files.ReadWrite"
        }
    }
}
