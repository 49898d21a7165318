// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// What the parts of a workbook must agree on, gathered while they are looked at.
struct WorkbookFacts {
    /// A tab as the workbook part lists it.
    struct Sheet {
        var name = ""
        var id: Int?
        var relationship = ""
        var offset = 0
    }

    /// A table as its part describes it.
    struct Table {
        let part: PartName
        var id: Int?
        var name = ""
        var range: CellRange?
        var hasHeaders = true
        var columns: [String] = []
        var columnIDs: Set<Int> = []
    }

    /// A header cell that has to show the name of its column.
    struct Header {
        let table: PartName
        let column: String
        let cell: CellAddress
        /// Where the text is in the table of shared strings.
        let index: Int
    }

    /// The highest position of the shared string table that a sheet uses.
    struct StringUse {
        let part: PartName
        let offset: Int
        let index: Int
    }

    var sheets: [Sheet] = []
    var views = 0

    // Styles: how many of each there are, and as many as a workbook without a style part has.
    var formats = 1
    var differentialFormats = 0
    // Blocks of metadata.
    var cellMetadata = 0
    var valueMetadata = 0

    /// Names of tables and global names, in lower case, with the part that has them.
    var tableNames: [String: PartName] = [:]
    var tableIDs: [Int: PartName] = [:]
    /// The ids of the columns of each table by its id.
    var tableColumns: [Int: Set<Int>] = [:]
    var globalNames: Set<String> = []
    /// Names of pivot tables, in lower case, by the id of their sheet.
    var pivotTables: [Int: Set<String>] = [:]

    var headers: [Header] = []
    var stringUses: [StringUse] = []
    /// Cells with formulas by the sheet's id, each as row times columns of the grid plus column, ascending.
    var formulaCells: [Int: [UInt64]] = [:]
    /// Ranges of array formulas by the sheet's id: the chain names their other cells too.
    var arrayRanges: [Int: [CellRange]] = [:]
    /// More of them than this would make the chain slow to check, and are taken for right.
    static let maximumArrayRanges = 1_024
    /// Whether these are needed.
    var hasCalculationChain = false

    static func key(_ cell: CellAddress) -> UInt64 {
        UInt64(cell.row) * UInt64(GridLimits.columns) + UInt64(cell.column)
    }
}
