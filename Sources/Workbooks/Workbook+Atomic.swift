// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Workbook {
    /// Makes an edit of several steps on a fork, which is dropped when a step throws.
    mutating func atomically(
        _ edit: (inout Workbook) throws(WorkbookError) -> Change
    ) throws(WorkbookError) -> Change {
        var draft = self
        let change = try edit(&draft)
        self = draft
        return change
    }
}
