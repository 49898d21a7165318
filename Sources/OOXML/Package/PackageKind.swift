// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a file is, judged by its first bytes and, for containers, by what they list.
public enum PackageKind: Hashable, Sendable {
    /// A SpreadsheetML package: xlsx, xlsm, xltx, xltm, xlam.
    case workbook
    /// A workbook with binary parts (xlsb).
    case binaryWorkbook
    case wordDocument, presentation, drawing
    /// An OpenDocument file.
    case openDocument
    /// A zip archive that is none of the above.
    case otherZip
    /// A compound file that holds an encrypted package.
    case encryptedPackage
    /// A binary workbook of Excel 97 or before, in a compound file or bare.
    case legacyWorkbook
    /// A compound file that holds something else.
    case otherCompoundFile
    case unknown
}

extension PackageKind {
    /// The container that the first bytes announce; `.otherZip` stands for any zip archive.
    init(container bytes: borrowing [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .otherZip
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = Self.compoundFile(bytes)
        } else if bytes.count >= 8, bytes[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(bytes[1]), bytes[3] == 0,
            bytes[2] <= 16
        {
            // A BIFF stream without a container starts with a BOF record of 4 to 16 bytes.
            self = .legacyWorkbook
        } else {
            self = .unknown
        }
    }

    /// Looks for the directory entries of a compound file ([MS-CFB] §2.6.1: 128 bytes, a UTF-16 name and its length)
    /// wherever they lie, so that a broken allocation table does not hide what the file is.
    private static func compoundFile(_ bytes: borrowing [UInt8]) -> PackageKind {
        var found = PackageKind.otherCompoundFile
        var entry = 512
        while entry + 128 <= bytes.count {
            if directoryEntry(at: entry, in: bytes, isNamed: "EncryptedPackage") { return .encryptedPackage }
            if directoryEntry(at: entry, in: bytes, isNamed: "Workbook")
                || directoryEntry(at: entry, in: bytes, isNamed: "Book")
            {
                found = .legacyWorkbook
            }
            entry += 128
        }
        return found
    }

    private static func directoryEntry(
        at start: Int, in bytes: borrowing [UInt8], isNamed name: StaticString
    ) -> Bool {
        let count = name.utf8CodeUnitCount
        guard Int(bytes[start + 64]) == (count + 1) * 2, bytes[start + 65] == 0 else { return false }
        for index in 0..<count
        where bytes[start + 2 * index] != name.utf8Start[index] || bytes[start + 2 * index + 1] != 0 {
            return false
        }
        return true
    }
}
