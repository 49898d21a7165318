// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Functions
import OOXML
public import Sessions
import Workbooks

extension SpreadsheetFile: WorkbookFile {}

extension WorkbookFormat {
    /// Office Open XML files (.xlsx), with formulas spelled for the functions of this release.
    public static let openXML = WorkbookFormat { bytes, limits throws(PackageError) in
        try SpreadsheetFile(
            bytes, limits: limits,
            functions: FileFunctions(filePrefix: { FunctionTable.standard.filePrefix(of: $0) }))
    }
}

extension CommandCoding {
    /// The commands of this release.
    public static let standard = CommandCoding(
        encode: { command in try CommandTable.standard.encode(command) },
        decode: { bytes in try CommandTable.standard.decode(bytes) })
}
