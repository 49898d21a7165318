// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Synchronization

/// The text of a cell, shared by every cell and every fork that holds it.
///
/// A class because a cell keeps it as one word in its eight bytes (`PackedValue`); immutable, so sharing is free.
public final class CellText: Sendable {
    public let string: String
    /// The position in the shared string table of the file it was read from, `-1` for text made here. A writer that
    /// meets the same file again reuses the entry, which keeps rich-text runs and phonetics.
    public let sharedIndex: Int32
    /// What `digest` found, 0 before: it fills what alignment leaves free.
    @usableFromInline let knownDigest = Atomic<UInt32>(0)

    public init(_ string: String, sharedIndex: Int32 = -1) {
        self.string = string
        self.sharedIndex = sharedIndex
    }

    /// A number that follows from the text alone, found once and then kept: texts are looked up again and again.
    ///
    /// - Parameter compute: always the same function; it never gives 0.
    @inlinable public func digest(_ compute: (String) -> UInt32) -> UInt32 {
        let known = knownDigest.load(ordering: .relaxed)
        return known != 0 ? known : findDigest(compute)
    }

    /// What `digest` gave before, 0 when it was not asked yet.
    @inlinable public var digestIfKnown: UInt32 { knownDigest.load(ordering: .relaxed) }

    @usableFromInline @inline(never) func findDigest(_ compute: (String) -> UInt32) -> UInt32 {
        // Threads that come together find the same.
        let found = compute(string)
        knownDigest.store(found, ordering: .relaxed)
        return found
    }
}
