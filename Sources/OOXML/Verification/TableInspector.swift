// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Looks at the part of a table. ECMA-376-1 §18.5.
struct TableInspector: PartInspector {
    private(set) var table: WorkbookFacts.Table
    private let differentialFormats: Int
    private var names: Set<String> = []
    private var declared: Int?
    private var part: PartName { table.part }

    init(_ part: PartName, differentialFormats: Int) {
        table = WorkbookFacts.Table(part: part)
        self.differentialFormats = differentialFormats
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        let offset = tag.range.lowerBound
        checkFormats(tag, offset, &findings)
        switch path.count {
        case 1: root(tag, offset, &findings)
        case 2 where path[1] == "tableColumns": declared = tag["count"].flatMap { Int($0) }
        case 2 where path[1] == "autoFilter":
            guard let filter = tag["ref"].flatMap(CellRange.init(a1:)), let range = table.range else { return }
            if !range.contains(filter) {
                findings.error(.table, part, offset, "the filter \(filter.a1) is not inside the table \(range.a1)")
            }
        case 3 where path[2] == "tableColumn": column(tag, offset, &findings)
        default: break
        }
    }

    private mutating func root(_ tag: XMLTag, _ offset: Int, _ findings: inout Findings) {
        table.id = tag["id"].flatMap { Int($0) }
        table.name = tag["displayName"] ?? ""
        table.hasHeaders = tag["headerRowCount"].map { $0 != "0" } ?? true
        table.range = tag["ref"].flatMap(CellRange.init(a1:))
        if table.id ?? 0 < 1 { findings.error(.table, part, offset, "the table has no id of 1 or more") }
        if table.name.isEmpty { findings.error(.table, part, offset, "the table has no displayName") }
        guard let range = table.range, range.isOnGrid else {
            return findings.error(.table, part, offset, "'\(tag["ref"] ?? "")' is no range for a table")
        }
        let totals = tag["totalsRowCount"].flatMap { Int($0) } ?? 0
        if range.rowCount < (table.hasHeaders ? 1 : 0) + totals + 1 {
            findings.error(.table, part, offset, "\(range.a1) has no row of data between header and totals")
        }
    }

    private mutating func column(_ tag: XMLTag, _ offset: Int, _ findings: inout Findings) {
        let name = XString.decoded(tag["name"] ?? "")
        table.columns.append(name)
        if name.isEmpty { findings.error(.tableColumn, part, offset, "a column has no name") }
        if !names.insert(name.lowercased()).inserted {
            findings.error(.tableColumn, part, offset, "two columns are called '\(name)'")
        }
        guard let id = tag["id"].flatMap({ Int($0) }), id > 0 else {
            return findings.error(.tableColumn, part, offset, "the column '\(name)' has no id of 1 or more")
        }
        if !table.columnIDs.insert(id).inserted {
            findings.error(.tableColumn, part, offset, "two columns have the id \(id)")
        }
    }

    private func checkFormats(_ tag: XMLTag, _ offset: Int, _ findings: inout Findings) {
        for attribute in tag.attributes where attribute.name.local.hasSuffix("DxfId") {
            guard let index = Int(attribute.value), index >= differentialFormats else { continue }
            findings.error(
                .differentialFormat, part, offset,
                "\(attribute.name.local) \(index) leads behind the \(differentialFormats) dxfs")
        }
    }

    mutating func finish(_ findings: inout Findings) {
        if let declared, declared != table.columns.count {
            findings.warning(.count, part, nil, "tableColumns says \(declared) and has \(table.columns.count)")
        }
        if let range = table.range, range.columnCount != table.columns.count {
            findings.error(
                .tableColumn, part, nil,
                "\(range.a1) is \(range.columnCount) wide and has \(table.columns.count) columns")
        }
    }

    /// Whether a header cell shows the name of its column: line breaks may be spelled in any way.
    static func isSame(_ text: String, _ column: String) -> Bool {
        if text == column { return true }
        func folded(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
        return folded(text) == folded(column)
    }
}
