// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

// Places in a workbook, as commands hold them.

extension SheetID: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try UInt32(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }
}

extension CellRange: Codable {
    private enum CodingKeys: CodingKey { case firstRow, firstColumn, lastRow, lastColumn }

    /// Throws when the corners are out of order or off the grid.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        let first = CellAddress(
            row: try members.decode(Int32.self, forKey: .firstRow),
            column: try members.decode(Int32.self, forKey: .firstColumn))
        let last = CellAddress(
            row: try members.decode(Int32.self, forKey: .lastRow),
            column: try members.decode(Int32.self, forKey: .lastColumn))
        guard first.isOnGrid, last.isOnGrid, first.row <= last.row, first.column <= last.column else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "A range is off the grid."))
        }
        self.init(first, last)
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(firstRow, forKey: .firstRow)
        try members.encode(firstColumn, forKey: .firstColumn)
        try members.encode(lastRow, forKey: .lastRow)
        try members.encode(lastColumn, forKey: .lastColumn)
    }
}
