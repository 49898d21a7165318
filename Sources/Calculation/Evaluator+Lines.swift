// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

/// What a run of formulas knows of a line that an argument of theirs is searched in: found for the first formula and
/// good for the others, which write nothing into it.
struct LineSite {
    /// The node of the argument.
    let child: Int32
    let line: GridLineID
    /// The positions in use; empty for a blank sheet.
    let used: Range<Int32>
    /// Whether formulas of the run write into the line, so that nothing may be kept of it.
    let isBarred: Bool
    /// The positions the indexes cover.
    var bounds: ClosedRange<Int32>?
    var values: ValueIndex?
    var table: ValueIndex.Table?
    var criteria: ValueIndex?
    var order: OrderIndex?
    var numbers: OrderIndex.Numbers?
}

extension Evaluator {
    /// What a search gave.
    struct Found {
        var position: Int32?

        /// The position counted from 1, as MATCH gives it.
        func counted(from first: Int32) -> PackedValue {
            position.map { PackedValue(Double($0 - first + 1)) } ?? PackedValue(CellError.notAvailable)
        }
    }

    /// Fewer cells than this are searched as fast without an index.
    static let smallestIndexed: Int32 = 48
    /// What a search by halving costs, in cells scanned.
    private static let halvingCost = 256

    /// An equal value in the first column or row of a rectangle; `nil` where a pattern is sought.
    func exact(
        _ value: PackedValue, _ area: Rectangle, isVertical: Bool, hasPatterns: Bool = true, last: Bool = false
    ) -> Found? {
        if hasPatterns, LineSearch.isPattern(value) { return nil }
        let low = area.first(isVertical)
        let high = isVertical ? area.range.lastRow : area.range.lastColumn
        let number = isVertical ? area.range.firstColumn : area.range.firstRow
        let line = GridLine(workbook.sheets[area.position].values, isVertical: isVertical, number: number)
        var table: ValueIndex.Table?
        if high - low >= Self.smallestIndexed {
            let site = site(area, isVertical, number)
            table = self.table(site, low, high)
        }
        return Found(position: LineSearch(line, low, high, table: table, numbers: nil).exact(value, last: last))
    }

    /// The last value not beyond one in the first column or row of a rectangle.
    func halving(_ value: PackedValue, _ area: Rectangle, isVertical: Bool, descending: Bool) -> Found? {
        let low = area.first(isVertical)
        let high = isVertical ? area.range.lastRow : area.range.lastColumn
        let number = isVertical ? area.range.firstColumn : area.range.firstRow
        let line = GridLine(workbook.sheets[area.position].values, isVertical: isVertical, number: number)
        let site = site(area, isVertical, number)
        let used = min(high, sites[site].used.upperBound - 1)
        guard used >= low else { return Found(position: nil) }
        var numbers: OrderIndex.Numbers?
        if !descending, value.isNumber, used - low >= Self.smallestIndexed {
            numbers = self.numbers(site, low, used, sorts: false)
        }
        return Found(
            position: LineSearch(line, low, used, table: nil, numbers: numbers)
                .halving(value, descending: descending, used: used))
    }

    /// The place of what is known of a line that an argument is searched in.
    @inline(__always) func site(_ area: Rectangle, _ isVertical: Bool, _ number: Int32) -> Int {
        for index in sites.indices
        where sites[index].child == area.child && sites[index].line.number == number
            && sites[index].line.isVertical == isVertical
        {
            return index
        }
        return addSite(area, isVertical, number)
    }

    private func addSite(_ area: Rectangle, _ isVertical: Bool, _ number: Int32) -> Int {
        let range = usedRange(of: area.sheet)
        let used = range.map {
            isVertical ? $0.firstRow..<($0.lastRow + 1) : $0.firstColumn..<($0.lastColumn + 1)
        }
        let line = GridLineID(sheet: area.sheet, isVertical: isVertical, number: number)
        let site = LineSite(child: area.child, line: line, used: used ?? 0..<0, isBarred: isWritten(line))
        // A reference that moves along the run asks for another line each time: the one before is forgotten.
        if let known = sites.firstIndex(where: { $0.child == area.child }) {
            sites[known] = site
            return known
        }
        sites.append(site)
        return sites.count - 1
    }

    /// Whether the formulas being calculated write into a line.
    private func isWritten(_ line: GridLineID) -> Bool {
        line.sheet == sheet && (line.isVertical ? line.number == origin.column : line.number >> 8 == origin.row >> 8)
    }

    /// Where each value stands, for positions from `low` to `high` of a site.
    ///
    /// - Parameter searches: how many searches in a row it is wanted for.
    @inline(__always) func table(
        _ site: Int, _ low: Int32, _ high: Int32, searches: Int = 1
    ) -> ValueIndex.Table? {
        if let table = sites[site].table, let bounds = sites[site].bounds, bounds.lowerBound <= low,
            min(high, sites[site].used.upperBound - 1) <= bounds.upperBound
        {
            return table
        }
        return findTable(site, low, high, searches)
    }

    @inline(never) private func findTable(
        _ site: Int, _ low: Int32, _ high: Int32, _ searches: Int
    ) -> ValueIndex.Table? {
        guard let request = request(site, low, high, cost: nil, searches: searches), let found = shelf.values(request)
        else { return nil }
        keep(found.bounds, site)
        sites[site].values = found.index
        sites[site].table = found.index.table
        return found.index.table
    }

    /// Where each value stands for criteria.
    func criteriaTable(_ site: Int, _ low: Int32, _ high: Int32) -> ValueIndex.Table? {
        if let criteria = sites[site].criteria, let bounds = sites[site].bounds, bounds.lowerBound <= low,
            high <= bounds.upperBound
        {
            return criteria.table
        }
        guard let request = request(site, low, high, cost: nil),
            let found = shelf.criteria(request, Criterion.numericText(workbook.dateSystem))
        else { return nil }
        keep(found.bounds, site)
        sites[site].criteria = found.index
        return found.index.table
    }

    /// The numbers in order; with `sorts` also where they are out of order.
    @inline(__always) func numbers(
        _ site: Int, _ low: Int32, _ high: Int32, sorts: Bool, searches: Int = 1
    ) -> OrderIndex.Numbers? {
        if let numbers = sites[site].numbers, let bounds = sites[site].bounds, bounds.lowerBound <= low,
            high <= bounds.upperBound, numbers.isSorted || !sorts
        {
            return numbers
        }
        return findNumbers(site, low, high, sorts, searches)
    }

    @inline(never) private func findNumbers(
        _ site: Int, _ low: Int32, _ high: Int32, _ sorts: Bool, _ searches: Int
    ) -> OrderIndex.Numbers? {
        guard let request = request(site, low, high, cost: sorts ? nil : Self.halvingCost, searches: searches),
            let found = shelf.order(request, sorts: sorts)
        else { return nil }
        keep(found.bounds, site)
        sites[site].order = found.index
        sites[site].numbers = found.index.numbers
        return found.index.numbers
    }

    /// Indexes that cover other positions than those found before are not used together.
    private func keep(_ bounds: ClosedRange<Int32>, _ site: Int) {
        if sites[site].bounds != bounds {
            (sites[site].values, sites[site].table, sites[site].criteria) = (nil, nil, nil)
            (sites[site].order, sites[site].numbers) = (nil, nil)
        }
        sites[site].bounds = bounds
    }

    private func request(
        _ site: Int, _ low: Int32, _ high: Int32, cost: Int?, searches: Int = 1
    ) -> LineIndexes.Request? {
        let site = sites[site]
        let last = min(high, site.used.upperBound - 1)
        guard !site.isBarred, !site.used.isEmpty, last - low >= Self.smallestIndexed,
            let position = position(site.line.sheet)
        else { return nil }
        return LineIndexes.Request(
            line: site.line, bounds: low...last, used: min(low, site.used.lowerBound)...(site.used.upperBound - 1),
            values: workbook.sheets[position].values, epoch: lineEpoch, isSettled: stage?.isSettled(site.line) ?? true,
            cost: (cost ?? Int(last - low)) * searches)
    }

    /// What was kept of lines may hold no longer: another run begins, or an array was written.
    func leaveLines() {
        lineEpoch += 1
        if !sites.isEmpty { sites.removeAll(keepingCapacity: true) }
        if !conditionalSites.isEmpty { conditionalSites.removeAll(keepingCapacity: true) }
    }

    func valueIndex(for area: Area) -> ValueIndex? {
        request(for: area, cost: nil).flatMap { shelf.values($0)?.index }
    }

    func orderIndex(for area: Area, sorts: Bool) -> OrderIndex? {
        request(for: area, cost: sorts ? nil : Self.halvingCost).flatMap { shelf.order($0, sorts: sorts)?.index }
    }

    private func request(for area: Area, cost: Int?) -> LineIndexes.Request? {
        let isVertical = area.range.columnCount == 1
        guard pending == nil, let position = position(area.sheet) else { return nil }
        let number = isVertical ? area.range.firstColumn : area.range.firstRow
        let site = site(
            Rectangle(child: -1, sheet: area.sheet, position: position, range: area.range), isVertical, number)
        return request(
            site, isVertical ? area.range.firstRow : area.range.firstColumn,
            isVertical ? area.range.lastRow : area.range.lastColumn, cost: cost)
    }
}
