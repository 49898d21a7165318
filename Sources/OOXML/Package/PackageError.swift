// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a package cannot be read or written: the operation failed on a subject (a part or the archive) for a cause.
public enum PackageError: Error, Hashable, Sendable {
    /// The bytes are neither a zip archive nor anything else that Excel writes.
    case notAZip
    /// A zip archive or compound file that holds something other than an xlsx workbook.
    case notAWorkbook(PackageKind)
    /// A workbook under a password ([MS-OFFCRYPTO]: a compound file with an `EncryptedPackage` stream).
    case encrypted
    /// A workbook in the binary format of Excel 97 or earlier ([MS-XLS]).
    case legacyXLS
    /// The archive starts as one but its directory is missing: the end was cut off.
    case truncated
    /// The zip directory contradicts itself or the bytes.
    case corruptArchive(ArchiveDefect)
    /// A part is in the directory but its bytes cannot be read back.
    case corrupt(part: String, PartDefect)
    /// A part that something refers to, or that was asked for, is not there.
    case missingPart(String)
    /// A member of `PackageLimits` was exceeded, by the archive as a whole when `part` is nil.
    case limitExceeded(PackageLimit, part: String?)
    /// A part is not well-formed XML; `offset` counts bytes of its UTF-8 form from zero.
    case malformedXML(part: String, offset: Int, XMLDefect)
    /// A part carries a document type with declarations: no workbook needs them, expansion attacks do.
    case entityBomb(part: String, offset: Int)
}

/// What is wrong with a zip directory.
public enum ArchiveDefect: Hashable, Sendable {
    case directoryOutOfBounds
    case malformedDirectoryEntry
    case entryCountMismatch
    case spansDisks
    /// Two entries claim the same bytes, which is how small archives pretend to hold much.
    case overlappingEntries
}

/// What is wrong with the bytes of one part.
public enum PartDefect: Hashable, Sendable {
    case localHeader
    case truncatedData
    case invalidDeflate
    case checksumMismatch
    case sizeMismatch
    case encryptedEntry
    /// A compression method other than stored (0) and deflated (8), by its number in the zip specification.
    case unsupportedMethod(UInt16)
}

/// What is wrong with the XML of one part.
public enum XMLDefect: Hashable, Sendable {
    /// The encoding that the declaration names cannot be decoded.
    case unsupportedEncoding(String)
    /// The bytes are not valid in the encoding they claim.
    case invalidEncoding
    case empty
    /// Anything else, in the words of the XML parser.
    case notWellFormed(String)
    /// Well-formed, but the root or a required element is not what the part must hold.
    case unexpectedContent(String)
}
