// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a caller wants in a cell.
public enum CellInput: Sendable, Hashable {
    /// Leaves the cell as it is.
    case unchanged
    case number(Double)
    case boolean(Bool)
    /// Read as if it were typed; the empty text clears the cell.
    case text(String)
}
