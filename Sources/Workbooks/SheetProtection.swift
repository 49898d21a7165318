// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The protection of a sheet: what users may still do. ECMA-376-1 §18.3.1.85; the names are Graph's, all false by
/// default.
public struct SheetProtection: Sendable, Hashable, Codable {
    public var allowAutoFilter = false
    public var allowDeleteColumns = false
    public var allowDeleteRows = false
    public var allowFormatCells = false
    public var allowFormatColumns = false
    public var allowFormatRows = false
    public var allowInsertColumns = false
    public var allowInsertHyperlinks = false
    public var allowInsertRows = false
    public var allowPivotTables = false
    public var allowSort = false

    public init() {}
}
