// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Sums over the cells that meet criteria. ECMA-376-1 §18.17.7.
extension MathAndTrigonometry {
    /// `SUMIF`: sums a range, or the cells of another that stand where the range meets a criterion.
    static func sumIf(
        _ range: Reference, _ criteria: Criterion, _ sumRange: Skippable<Reference>, _ context: CallContext
    ) throws(CellError) -> Double {
        try SelectedNumbers(range, criteria, sumRange.value, context).sum()
    }

    /// `SUMIFS`: sums the cells of a range where equally shaped ranges meet their criteria.
    static func sumIfs(
        _ sumRange: Reference, _ values: Rest<Pair<Reference, Criterion>>, _ context: CallContext
    ) throws(CellError) -> Double {
        try SelectedNumbers(sumRange, values, context).sum()
    }
}

extension SelectedNumbers {
    /// The form of SUMIF and AVERAGEIF: the summed range takes its size from the tested one.
    init(
        _ range: Reference, _ criterion: Criterion, _ values: Reference?, _ context: CallContext
    ) throws(CellError) {
        guard let tested = range.single, var area = (values ?? range).single else { throw .value }
        area.range.lastRow = area.range.firstRow + tested.range.lastRow - tested.range.firstRow
        area.range.lastColumn = area.range.firstColumn + tested.range.lastColumn - tested.range.firstColumn
        self.init(scan: try CriteriaScan([(range, criterion)], values: area, context), values: area)
    }

    /// The form of SUMIFS, AVERAGEIFS, MAXIFS and MINIFS.
    init(
        _ values: Reference, _ pairs: Rest<Pair<Reference, Criterion>>, _ context: CallContext
    ) throws(CellError) {
        guard let area = values.single else { throw .value }
        let pairs = pairs.elements.map { (range: $0.first, criterion: $0.second) }
        self.init(scan: try CriteriaScan(pairs, values: area, context), values: area)
    }
}
