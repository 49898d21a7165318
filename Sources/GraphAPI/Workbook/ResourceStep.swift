// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

/// One step inside a workbook: the segment's key or arguments and the state it is looked up in.
struct ResourceStep: Sendable {
    let workbook: Workbook
    let key: String
    let arguments: Arguments
}
