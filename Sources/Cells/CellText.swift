// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The text of a cell, shared by every cell and every fork that holds it.
///
/// A class because a cell keeps it as one word in its eight bytes (`PackedValue`); immutable, so sharing is free.
public final class CellText: Sendable {
    public let string: String
    /// The position in the shared string table of the file it was read from, `-1` for text made here. A writer that
    /// meets the same file again reuses the entry, which keeps rich-text runs and phonetics.
    public let sharedIndex: Int32

    public init(_ string: String, sharedIndex: Int32 = -1) {
        self.string = string
        self.sharedIndex = sharedIndex
    }
}
