// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What reading a sheet's part tells of its markup; on it depends how the part is saved.
struct SheetTraits: Sendable {
    /// Whether the scanner could read the part, which the patcher then can as well.
    var isUsual = true
    /// Whether every row says where it stands, below the row before it, and every cell stands in its row, to the right
    /// of the one before it. So nothing is there twice.
    var isOrdered = true
    /// Whether cells refer to texts that the shared string table does not have. They would get the texts of others if
    /// these were appended to it.
    var refersBeyondStrings = false
    /// Whether a shared formula is used outside the range that its definition names.
    var hasLooseFormulas = false

    /// Whether the part can be changed as it streams by.
    var isPatchable: Bool { isUsual && isOrdered }
}
