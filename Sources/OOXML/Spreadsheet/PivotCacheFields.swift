// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

/// The fields of a pivot cache with the values, or groups of values, that occur in them. ECMA-376-1 §18.10.1.14.
///
/// The part is streamed: a cache may hold hundreds of thousands of values.
struct PivotCacheFields {
    struct Field {
        let name: String
        var items: [CellValue] = []
        /// Whether the items are parts of dates or times, such as months.
        var isPartOfDate = false
    }

    private(set) var fields: [Field] = []
    private let dates: DateSystem
    private var isGrouped = false
    /// Names of the elements that are open.
    private var path: [String] = []

    init(_ part: PartName, of package: Package, _ dates: DateSystem) throws(PackageError) {
        self.dates = dates
        let reader = try XMLReader(package.data(of: part), part: part.path, limits: package.limits)
        var count = 0
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                count += 1
                guard count <= package.limits.xmlNodes else { throw .limitExceeded(.xmlNodes, part: part.path) }
                open(tag)
                path.append(tag.name.local)
            case .end: path.removeLast()
            case .text: continue
            }
        }
    }

    private mutating func open(_ tag: XMLTag) {
        switch path.last {
        case "cacheFields" where tag.name.local == "cacheField":
            fields.append(Field(name: XString.decoded(tag["name"] ?? "")))
            isGrouped = false
        case "fieldGroup" where !fields.isEmpty:
            switch tag.name.local {
            case "rangePr":
                fields[fields.count - 1].isPartOfDate = Self.partsOfDates.contains(tag["groupBy"] ?? "range")
            case "groupItems":
                // Where there are groups, they are the items, and not the values.
                fields[fields.count - 1].items = []
                isGrouped = true
            default: return
            }
        case "sharedItems" where !fields.isEmpty && !isGrouped, "groupItems" where !fields.isEmpty:
            fields[fields.count - 1].items.append(item(tag))
        default: return
        }
    }

    private static let partsOfDates: Set<String> = ["seconds", "minutes", "hours", "days", "months", "quarters"]

    private func item(_ tag: XMLTag) -> CellValue {
        let value = tag["v"] ?? ""
        let type =
            switch tag.name.local {
            case "n": ""
            case "d": "d"
            case "b": "b"
            case "e": "e"
            case "s": "str"
            default: "m"
            }
        if type == "m" { return .empty }
        switch ScannedCell.Content(type: type, value: value, dates) {
        case .number(let number): return .number(number)
        case .boolean(let boolean): return .boolean(boolean)
        case .error(let error): return .error(error)
        case .text(let text): return .text(XString.decoded(text))
        case .none, .shared: return .empty
        }
    }
}
