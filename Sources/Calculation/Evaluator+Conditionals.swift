// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Evaluator {
    /// SUMIFS and its kin over columns. The arguments that give values are evaluated once, whichever way the call goes.
    func conditional(_ node: Node) -> PackedValue {
        // While the order of calculation is not known, reading must notice cells that are not calculated yet.
        guard pending == nil else { return pack(value(of: call(node))) }
        return withArguments(of: node) { values in
            let number = conditionalSite(node)
            var site = ConditionalSite(node: node.first)
            swap(&site, &conditionalSites[number])
            defer { swap(&site, &conditionalSites[number]) }
            var plan = ConditionalPlan()
            return aggregated(node, values, &site, &plan) ?? pack(value(of: call(node, values)))
        }
    }

    func conditionalSite(_ node: Node) -> Int {
        if let known = conditionalSites.firstIndex(where: { $0.node == node.first }) { return known }
        conditionalSites.append(ConditionalSite(node: node.first))
        return conditionalSites.count - 1
    }

    /// The result at the current cell, and in `plan` and `site` how it was found; `nil` when the call is not one of
    /// simple columns.
    func aggregated(
        _ node: Node, _ values: UnsafeBufferPointer<PackedValue>, _ site: inout ConditionalSite,
        _ plan: inout ConditionalPlan
    ) -> PackedValue? {
        let kind = node.conditional
        guard let isSame = prepare(node, values, &site, &plan) else { return nil }
        let extent = plan.extent
        var from: Int32 = 0
        if isSame, !plan.isWritten, let last = site.last, last.isPrefix(of: extent) {
            from = last.count
        } else {
            (site.state, site.failure) = (AggregateState(), nil)
        }
        site.last = extent
        if site.failure == nil, from < extent.count {
            if extent.count - from >= Self.smallestIndexed { attachIndexes(&site, plan, kind) }
            let key = from == 0 && plan.isFixed ? memoKey(site, plan) : nil
            if let key, let known = memo(key.memo, plan, key.indexes)?.results[key.group] {
                (site.state, site.failure) = known
            } else {
                take(plan, kind, from, &site)
                if let key, site.state.count > 16 { keep(site, key, plan) }
            }
        }
        return site.failure.map { PackedValue($0) } ?? site.state.result(kind.aggregate)
    }

    /// Resolves the ranges and reads the criteria; whether these are those of the formula before, `nil` when the call
    /// is not one of simple columns.
    private func prepare(
        _ node: Node, _ values: UnsafeBufferPointer<PackedValue>, _ site: inout ConditionalSite,
        _ plan: inout ConditionalPlan
    ) -> Bool? {
        let kind = node.conditional
        var rows: Int?
        var isSame = true
        for (index, pair) in kind.pairs(values.count).enumerated() {
            let given = values[pair + 1]
            if given.isText, given.text.string.utf16.count > 255 { return nil }
            guard let area = rectangle(children[Int(node.first) + pair]), area.range.columnCount == 1,
                rows == nil || rows == area.range.rowCount
            else { return nil }
            rows = area.range.rowCount
            let line = GridLine(
                workbook.sheets[area.position].values, isVertical: true, number: area.range.firstColumn)
            if !site.note(given, index) {
                isSame = false
                let condition = Condition(criterion(given), line, first: area.range.firstRow)
                if index < site.conditions.elements.count {
                    site.conditions.elements[index] = condition
                } else {
                    site.conditions.elements.append(condition)
                }
            } else {
                site.conditions.elements[index].line = line
                site.conditions.elements[index].first = area.range.firstRow
                site.conditions.elements[index].table = nil
                site.conditions.elements[index].numbers = nil
            }
            plan.add(area, self)
        }
        if let position = kind.valuesPosition(values.count) {
            guard let area = rectangle(children[Int(node.first) + position]) else { return nil }
            // SUMIF and AVERAGEIF take the shape of the tested range, the others want the same.
            if kind != .sumIf, kind != .averageIf {
                guard area.range.columnCount == 1, area.range.rowCount == rows else { return nil }
            }
            plan.setValues(area, self)
        }
        plan.rowCount = rows ?? 0
        plan.extent.count = min(Int32(plan.rowCount), plan.usedCount)
        // Blank cells beyond those in use are counted by the function.
        if kind.isCount, site.conditions.elements.allSatisfy(\.criterion.matchesEmpty) { return nil }
        return isSame
    }

    /// What a value asks for as a criterion. Texts are read once, however many formulas give them.
    private func criterion(_ given: PackedValue) -> Criterion {
        guard given.isText else { return Criterion(given.value, workbook.dateSystem) }
        if let known = criteria[given.bits] { return known.criterion }
        if criteria.count >= Self.maximumCriteria { criteria.removeAll(keepingCapacity: true) }
        let criterion = Criterion(given.value, workbook.dateSystem)
        // The text is kept, so that no other one comes to stand at its place.
        criteria[given.bits] = (given.text, criterion)
        return criterion
    }

    private static let maximumCriteria = 256

    private func attachIndexes(_ site: inout ConditionalSite, _ plan: ConditionalPlan, _ kind: ConditionalAggregate) {
        let last = plan.extent.count - 1
        let sorts = kind.isCount && plan.sites.allSatisfy { sites[$0].line == sites[plan.sites[0]].line }
        for index in site.conditions.elements.indices {
            let condition = site.conditions.elements[index]
            let line = plan.sites[index]
            if condition.criterion.soleValue != nil {
                site.conditions.elements[index].table = criteriaTable(line, condition.first, condition.first + last)
            } else if condition.criterion.isNumericBound {
                site.conditions.elements[index].numbers = numbers(
                    line, condition.first, condition.first + last, sorts: sorts)
            }
        }
    }

    /// Aggregates the cells from an offset on.
    private func take(
        _ plan: ConditionalPlan, _ kind: ConditionalAggregate, _ from: Int32, _ site: inout ConditionalSite
    ) {
        let to = plan.extent.count - 1
        guard let area = plan.values else {
            let condition = site.conditions.elements[0]
            if from == 0, let bounds = sites[plan.sites[0]].bounds, bounds.lowerBound >= condition.first,
                bounds.upperBound <= condition.first + to, let count = site.conditions.orderedCount
            {
                site.state.count = count
            } else {
                let found = site.conditions.count(from: from, to: to)
                site.state.count += found.count
                meter.note(site.conditions.steps(looking: found.looked))
            }
            return
        }
        let line = GridLine(workbook.sheets[area.position].values, isVertical: true, number: area.range.firstColumn)
        var state = site.state
        var failure: CellError?
        let looked = site.conditions.forEachPiece(from: from, to: to) { positions, shift in
            let start = area.range.firstRow &- shift
            for position in positions {
                let value = line[start &+ position]
                if value.isNumber {
                    state.take(value.number)
                } else if value.isError {
                    failure = value.error
                    return false
                }
            }
            return true
        }
        meter.note(site.conditions.steps(looking: looked))
        (site.state, site.failure) = (state, failure)
    }
}

/// The columns of one conditional aggregate at one cell.
struct ConditionalPlan {
    var extent = ConditionalSite.Extent()
    var values: Evaluator.Rectangle?
    /// The line sites of the conditions.
    var sites: [Int] = []
    /// How many rows the ranges have.
    var rowCount = 0
    /// How many rows hold anything in any of the columns.
    var usedCount: Int32 = 0
    /// Whether the formula's own run writes into one of them.
    var isWritten = false
    /// Whether every formula of the run means the same rows.
    var isFixed = true

    mutating func add(_ area: Evaluator.Rectangle, _ evaluator: Evaluator) {
        let site = evaluator.site(area, true, area.range.firstColumn)
        sites.append(site)
        extent.conditions.append(.init(line: evaluator.sites[site].line, first: area.range.firstRow))
        note(area, site, evaluator)
    }

    mutating func setValues(_ area: Evaluator.Rectangle, _ evaluator: Evaluator) {
        let site = evaluator.site(area, true, area.range.firstColumn)
        values = area
        extent.values = .init(line: evaluator.sites[site].line, first: area.range.firstRow)
        note(area, site, evaluator)
    }

    private mutating func note(_ area: Evaluator.Rectangle, _ site: Int, _ evaluator: Evaluator) {
        usedCount = max(usedCount, evaluator.sites[site].used.upperBound - area.range.firstRow)
        isWritten = isWritten || evaluator.sites[site].isBarred
        isFixed = isFixed && evaluator.isFixed(area.child)
    }
}
