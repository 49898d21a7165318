// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A change of a workbook as a value: it can be applied to a draft, written to a journal and replayed.
///
/// The journal outlives a release: the stored properties of a command never change; what needs others is a new command.
public protocol Command: Codable, Sendable {
    /// Its name in the journal (`range.update`).
    static var name: String { get }
    /// Changes the workbook, or throws and leaves a draft to be dropped.
    func apply(to workbook: inout Workbook) throws(WorkbookError) -> Change
}
