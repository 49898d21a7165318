// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension PackageError: CustomStringConvertible {
    /// What is wrong with the file, for whoever sent it, and what helps where something does.
    public var summary: String {
        switch self {
        case .encrypted:
            "The workbook is encrypted with a password, which is not supported. Save it without a password."
        case .legacyXLS:
            "The workbook is in the binary format of Excel 97-2003; only .xlsx is supported. Save it as .xlsx."
        case .notAWorkbook(.binaryWorkbook):
            "The workbook is in the binary format .xlsb; only .xlsx is supported. Save it as .xlsx."
        case .notAWorkbook(.openDocument):
            "The file is an OpenDocument file; only .xlsx is supported. Save it as .xlsx."
        case .notAWorkbook(.wordDocument): "The file is a Word document, not an Excel workbook."
        case .notAWorkbook(.presentation): "The file is a PowerPoint presentation, not an Excel workbook."
        case .notAZip, .notAWorkbook: "The file is not an Excel workbook."
        case .truncated, .corruptArchive, .corrupt, .missingPart, .malformedXML: "The workbook is damaged."
        case .limitExceeded: "The workbook exceeds a size limit."
        case .entityBomb: "The workbook holds XML entities that are not supported."
        }
    }

    /// The summary and, in parentheses, the place and the cause.
    public var description: String { detail.map { "\(summary.dropLast()) (\($0))." } ?? summary }

    private var detail: String? {
        switch self {
        case .notAZip, .notAWorkbook, .encrypted, .legacyXLS: nil
        case .truncated: "the end of the archive is missing"
        case .corruptArchive(let defect): "\(defect)"
        case .corrupt(let part, let defect): "\(part): \(defect)"
        case .missingPart(let part): "\(part) is missing"
        case .limitExceeded(let limit, let part):
            [part, "limit \(limit.rawValue)"].compactMap(\.self).joined(separator: ": ")
        case .malformedXML(let part, let offset, let defect): "\(part):\(offset): \(defect)"
        case .entityBomb(let part, let offset): "\(part):\(offset)"
        }
    }
}

extension ArchiveDefect: CustomStringConvertible {
    public var description: String {
        switch self {
        case .directoryOutOfBounds: "the directory of the archive lies outside of it"
        case .malformedDirectoryEntry: "an entry in the directory of the archive is malformed"
        case .entryCountMismatch: "the archive has another number of entries than it says"
        case .spansDisks: "the archive is one of several volumes"
        case .overlappingEntries: "two entries of the archive claim the same bytes"
        }
    }
}

extension PartDefect: CustomStringConvertible {
    public var description: String {
        switch self {
        case .localHeader: "its header in the archive is missing"
        case .truncatedData: "its data is cut off"
        case .invalidDeflate: "its data is not compressed as it says"
        case .checksumMismatch: "its data does not have the checksum it says"
        case .sizeMismatch: "its data does not have the size it says"
        case .encryptedEntry: "its data is encrypted"
        case .unsupportedMethod(let number): "its data is compressed by method \(number), which is not supported"
        }
    }
}

extension XMLDefect: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupportedEncoding(let name): "the encoding \(name) is not supported"
        case .invalidEncoding: "the bytes are not valid in their encoding"
        case .empty: "there is nothing in it"
        case .notWellFormed(let cause): "not well-formed XML, \(cause)"
        case .unexpectedContent(let what): what
        }
    }
}
