// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a command or query cannot be carried out. Each case maps to one of Graph's second-level codes (see `GraphAPI`).
public enum WorkbookError: Error, Sendable, Hashable {
    /// An argument is missing, malformed or out of range.
    case invalidArgument(String)
    /// A reference text means nothing.
    case invalidReference(String)
    /// The thing asked for is not there.
    case itemNotFound(String)
    case itemAlreadyExists(String)
    /// Not possible in the present state.
    case invalidOperation(String)
    /// The sheet is protected.
    case accessDenied(String)
    /// More cells than one call may touch.
    case rangeExceedsLimit(String)
    /// Inserting would push content off the grid.
    case nonBlankCellOffSheet(String)
    /// Inserting or deleting would cut through a table, merge or array.
    case insertDeleteConflict(String)
    /// Excel's own limits on a formula or the table of formats.
    case limitExceeded(String)
    /// The calculation was cancelled.
    case requestAborted(String)

    /// What to tell the caller.
    public var message: String {
        switch self {
        case .invalidArgument(let message), .invalidReference(let message), .itemNotFound(let message),
            .itemAlreadyExists(let message), .invalidOperation(let message), .accessDenied(let message),
            .rangeExceedsLimit(let message), .nonBlankCellOffSheet(let message), .insertDeleteConflict(let message),
            .limitExceeded(let message), .requestAborted(let message):
            message
        }
    }
}
