// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A reference to parts of a table: `Sales[Amount]`, `Sales[[#Totals],[Amount]:[Tax]]`, `[@Amount]`. Names are kept as
/// written without escapes; a rename rewrites them.
public struct StructuredReference: Sendable, Hashable {
    /// The parts of the table's height that take part.
    public struct Items: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let headers = Items(rawValue: 1)
        public static let data = Items(rawValue: 2)
        public static let totals = Items(rawValue: 4)
        /// `#This Row` or `@`.
        public static let thisRow = Items(rawValue: 8)
        public static let all: Items = [.headers, .data, .totals]
    }

    public enum Columns: Sendable, Hashable {
        case all
        case one(String)
        case span(String, String)
    }

    /// The table's name; `nil` for the table around the formula's cell.
    public var table: String?
    /// Another workbook's prefix (`[1]` or `Book.xlsx`), `nil` for this one.
    public var book: String?
    /// Empty when no item was written, which means `.data`.
    public var items: Items
    public var columns: Columns

    public init(table: String?, book: String? = nil, items: Items, columns: Columns) {
        self.table = table
        self.book = book
        self.items = items
        self.columns = columns
    }
}
