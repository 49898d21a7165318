// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import OOXML
public import Workbooks

/// A file that a workbook was read from and can be saved into, with everything in it that the workbook does not model.
public protocol WorkbookFile: Sendable {
    /// The workbook as the file holds it.
    var workbook: Workbook { get }
    /// The file with another state of its workbook; what did not change is kept byte for byte.
    func saving(_ workbook: Workbook) throws(PackageError) -> Self
    /// What the last saving could not keep true.
    var notices: [SaveNotice] { get }
    /// The file as bytes.
    var bytes: [UInt8] { get throws(PackageError) }
}

extension SpreadsheetFile: WorkbookFile {}

/// How the bytes of an item become a workbook.
public struct WorkbookFormat: Sendable {
    /// Reads a file within limits. Its sheets get the ids of a numbering where one is given, by their position.
    public typealias Open =
        @Sendable (
            _ bytes: [UInt8], _ limits: PackageLimits, _ numbering: WorkbookNumbering?
        ) throws(PackageError) -> any WorkbookFile

    let open: Open

    /// Files of Excel (.xlsx).
    ///
    /// - Parameter functions: how formulas are put into them.
    public static func spreadsheet(functions: FileFunctions = FileFunctions()) -> WorkbookFormat {
        WorkbookFormat { bytes, limits, numbering throws(PackageError) in
            try SpreadsheetFile(bytes, limits: limits, functions: functions, numbering: numbering)
        }
    }

    /// - Parameter open: reads a file.
    public init(open: @escaping Open) {
        self.open = open
    }
}
