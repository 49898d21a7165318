// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A rectangle on a sheet.
@frozen public struct Area: Sendable, Hashable {
    public var sheet: SheetID
    public var range: CellRange

    @inlinable public init(sheet: SheetID, range: CellRange) {
        self.sheet = sheet
        self.range = range
    }
}
