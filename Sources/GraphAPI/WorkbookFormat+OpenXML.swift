// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Functions
import OOXML
public import Sessions

extension WorkbookFormat {
    /// Office Open XML files (.xlsx), with formulas spelled for the functions of this release.
    public static let openXML = WorkbookFormat.spreadsheet(
        functions: FileFunctions(filePrefix: { FunctionTable.standard.filePrefix(of: $0) }))
}
