// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The table of what Graph v1.0 has on a kind of resource and Cellar does not have yet: segments, actions and methods.
/// They answer 501 where anything unknown answers 400. What has a blank in it is a value that an action does not take
/// yet.
enum NotBuilt {
    static let rows: [(kind: ResourceKind, names: [String])] = [
        (.workbook, ["comments"]),
        (.worksheet, ["charts", "pivotTables"]),
        (.range, ["format", "visibleView"]),
        (.rangeSort, sorts),
        (.table, ["clearFilters", "reapplyFilters"]),
        (.tableSort, sorts),
        (.tableColumn, ["filter"]),
    ]

    private static let sorts = ["sortOn CellColor", "sortOn FontColor", "sortOn Icon", "method StrokeCount"]

    static func contains(_ name: String, on kind: ResourceKind) -> Bool {
        rows.contains { row in row.kind == kind && row.names.contains { $0.lowercased() == name.lowercased() } }
    }
}
