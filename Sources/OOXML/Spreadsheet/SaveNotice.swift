// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Something that saving a file could not keep true, and that an operator may want to read in the log.
public enum SaveNotice: Hashable, Sendable, CustomStringConvertible {
    /// Cells moved or names changed, but a part that may refer to them could not be read, and stays as it is.
    case referencesKept(part: String, PackageError)
    /// Digital signatures were taken out: they would be false.
    case signaturesRemoved

    public var description: String {
        switch self {
        case .referencesKept(let part, let error): "references in \(part) do not follow: \(error.cause)"
        case .signaturesRemoved: "digital signatures were removed"
        }
    }
}
