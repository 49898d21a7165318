// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Looks at the calculation chain: each of its cells has a formula. ECMA-376-1 §18.6.
struct CalculationChainInspector: PartInspector {
    let part: PartName
    let facts: WorkbookFacts
    private var sheet = 0

    init(_ part: PartName, _ facts: WorkbookFacts) {
        self.part = part
        self.facts = facts
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count == 2, path[1] == "c" else { return }
        // A cell without a sheet is on that of the one before.
        if let id = tag["i"].flatMap({ Int($0) }), id != 0 { sheet = id }
        guard let place = tag["r"].flatMap(CellAddress.init(a1:)), place.isOnGrid else {
            return findings.error(.calculationChain, part, tag.range.lowerBound, "'\(tag["r"] ?? "")' is no cell")
        }
        if !facts.hasFormula(place, onSheet: sheet) {
            findings.error(
                .calculationChain, part, tag.range.lowerBound,
                "\(place.a1) of the sheet with the sheetId \(sheet) has no formula")
        }
    }
}

extension WorkbookFacts {
    fileprivate func hasFormula(_ cell: CellAddress, onSheet sheet: Int) -> Bool {
        if let ranges = arrayRanges[sheet],
            ranges.count >= Self.maximumArrayRanges || ranges.contains(where: { $0.contains(cell) })
        {
            return true
        }
        guard let cells = formulaCells[sheet] else { return false }
        let key = Self.key(cell)
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low] == key
    }
}

/// Looks at the comments of a sheet. ECMA-376-1 §18.7.
struct CommentsInspector: PartInspector {
    let part: PartName
    private var authors = 0
    private var cells: Set<CellAddress> = []

    init(_ part: PartName) { self.part = part }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count == 3 else { return }
        if path[2] == "author" { authors += 1 }
        guard path[2] == "comment" else { return }
        let offset = tag.range.lowerBound
        guard let place = tag["ref"].flatMap(CellAddress.init(a1:)), place.isOnGrid else {
            return findings.error(.comment, part, offset, "'\(tag["ref"] ?? "")' is no cell")
        }
        if !cells.insert(place).inserted { findings.error(.comment, part, offset, "\(place.a1) has two comments") }
        guard let author = tag["authorId"].flatMap({ Int($0) }), author >= 0, author < authors else {
            return findings.error(
                .comment, part, offset, "the author \(tag["authorId"] ?? "") of \(place.a1) is not among the \(authors)"
            )
        }
    }
}

/// Counts the blocks of cell and value metadata. ECMA-376-1 §18.9.
struct MetadataInspector: PartInspector {
    private(set) var facts: WorkbookFacts

    init(_ facts: WorkbookFacts) { self.facts = facts }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count == 3, path[2] == "bk" else { return }
        if path[1] == "cellMetadata" { facts.cellMetadata += 1 }
        if path[1] == "valueMetadata" { facts.valueMetadata += 1 }
    }
}

/// Looks at where drawings are: on the grid. ECMA-376-1 §20.5.2.
struct DrawingInspector: PartInspector {
    let part: PartName

    mutating func text(_ text: String, _ path: [String], _ findings: inout Findings) {
        guard path.count == 4, path[2] == "from" || path[2] == "to" else { return }
        let limit =
            switch path[3] {
            case "col": Int(GridLimits.columns)
            case "row": Int(GridLimits.rows)
            default: Int.max
            }
        guard limit < Int.max, !text.allSatisfy(\.isWhitespace) else { return }
        if let number = Int(text), number >= 0, number <= limit { return }
        findings.error(.anchor, part, nil, "\(path[3]) \(text.prefix(80)) of an anchor is not on the grid")
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {}
}

/// Looks at the axes of a chart: those that are named exist. ECMA-376-1 §21.2.2.9.
struct ChartInspector: PartInspector {
    let part: PartName
    private static let axes: Set<String> = ["catAx", "valAx", "dateAx", "serAx"]
    private var known: Set<String> = []
    private var named: [(id: String, offset: Int)] = []

    init(_ part: PartName) { self.part = part }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        guard path.count == 5, path[2] == "plotArea", let id = tag["val"] else { return }
        let isAxis = Self.axes.contains(path[3])
        switch path[4] {
        case "axId" where isAxis:
            if !known.insert(id).inserted {
                findings.error(.axis, part, tag.range.lowerBound, "two axes have the id \(id)")
            }
        // Bar charts in three dimensions name the axis 0 that they do without.
        case "axId", "crossAx": if id != "0" { named.append((id, tag.range.lowerBound)) }
        default: break
        }
    }

    mutating func finish(_ findings: inout Findings) {
        for (id, offset) in named where !known.contains(id) {
            findings.error(.axis, part, offset, "there is no axis \(id)")
        }
    }
}
