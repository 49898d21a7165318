// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Functions
public import Workbooks

extension FunctionSignatures {
    /// The functions that Cellar calculates.
    public static let standard = FunctionSignatures { name, count in
        FunctionTable.standard[name].map { $0.accepts(count) }
    }
}
