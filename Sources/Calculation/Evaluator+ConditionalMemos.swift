// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Workbooks

extension Evaluator {
    /// Whether a rectangle argument means the same rows in every row.
    func isFixed(_ child: Int32) -> Bool {
        program.references.withUnsafeBufferPointer {
            let reference = $0[Int(nodes[Int(child)].first)]
            return reference.isFirstRowAbsolute && reference.isLastRowAbsolute
        }
    }

    /// Under which key a result is kept; `nil` unless every criterion is met by one value, and there are two at most.
    func memoKey(
        _ site: ConditionalSite, _ plan: ConditionalPlan
    ) -> (memo: ConditionalMemo.Key, group: UInt64, indexes: [ValueIndex])? {
        guard runRows >= ConditionalMemo.smallestRun, !plan.isWritten, plan.sites.count <= 2 else { return nil }
        var group: UInt64 = 0
        var indexes: [ValueIndex] = []
        for (position, line) in plan.sites.enumerated() {
            guard let one = site.conditions.elements[position].group, let index = sites[line].criteria else {
                return nil
            }
            group = group << 32 | UInt64(one)
            indexes.append(index)
        }
        let key = ConditionalMemo.Key(
            conditions: plan.extent.conditions, values: plan.extent.values, count: plan.extent.count)
        return (key, group, indexes)
    }

    /// The results kept under a key, while what they came from is unchanged.
    func memo(
        _ key: ConditionalMemo.Key, _ plan: ConditionalPlan, _ indexes: [ValueIndex]
    ) -> ConditionalMemo? {
        guard let known = memos[key] else { return nil }
        guard zip(known.indexes, indexes).allSatisfy({ $0 === $1 }) else {
            memos[key] = nil
            return nil
        }
        guard known.checkedAt != lineEpoch, let values = plan.values else { return known }
        if known.values?.isCurrent(workbook.sheets[values.position].values) == true {
            memos[key]?.checkedAt = lineEpoch
            return known
        }
        memos[key] = nil
        return nil
    }

    func keep(
        _ site: ConditionalSite, _ key: (memo: ConditionalMemo.Key, group: UInt64, indexes: [ValueIndex]),
        _ plan: ConditionalPlan
    ) {
        if memos[key.memo] == nil {
            if memos.count >= ConditionalMemo.maximumMemos { memos.removeAll() }
            let snapshot = plan.extent.values.flatMap { start in
                plan.values.map {
                    LineSnapshot(
                        start.line, start.first...(start.first + plan.extent.count - 1),
                        workbook.sheets[$0.position].values)
                }
            }
            memos[key.memo] = ConditionalMemo(indexes: key.indexes, values: snapshot, checkedAt: lineEpoch)
        }
        guard let count = memos[key.memo]?.results.count, count < ConditionalMemo.maximumResults else { return }
        memos[key.memo]?.results[key.group] = (site.state, site.failure)
    }
}
