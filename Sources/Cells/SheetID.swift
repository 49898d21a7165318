// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Names a worksheet inside one workbook for as long as it lives, over renames and moves.
@frozen public struct SheetID: Sendable, Hashable, Comparable {
    public let rawValue: UInt32

    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable public static func < (left: SheetID, right: SheetID) -> Bool { left.rawValue < right.rawValue }
}
