// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Functions
import OOXML

extension FileFunctions {
    /// What the table of functions says of the names in files, and what is generally known of those it does not have.
    static let cellar: FileFunctions = {
        let general = FileFunctions()
        var functions = general
        functions.filePrefix = { name in
            FunctionTable.standard[name] == nil ? general.filePrefix(name) : FunctionTable.standard.filePrefix(of: name)
        }
        return functions
    }()
}
