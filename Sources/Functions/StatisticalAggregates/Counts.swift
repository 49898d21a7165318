// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Counting. ECMA-376-1 §18.17.7.
extension StatisticalAggregates {
    /// `COUNT`: how many numbers there are; given directly, what reads as a number counts too. Errors are passed over.
    static func count(_ values: Rest<Values>) throws(CellError) -> Double {
        var count = 0.0
        for element in values.elements {
            let workbook = element.context.workbook
            if case .reference(let reference) = element.operand {
                for area in reference.areas {
                    try workbook.forEachBlock(in: area) { _, _, block throws(CellError) in
                        for value in block where value.isNumber { count += 1 }
                    }
                }
                continue
            }
            try element.forEach { value, isDirect throws(CellError) in
                switch value {
                case .number: count += 1
                case .boolean, .empty: count += isDirect ? 1 : 0
                case .text(let text):
                    if isDirect, Coercion.number(text: text, workbook.dateSystem) != nil { count += 1 }
                case .error: break
                }
            }
        }
        return count
    }

    /// `COUNTA`: how many values there are, empty texts and errors among them.
    static func countA(_ values: Rest<Values>) throws(CellError) -> Double {
        var count = 0.0
        for element in values.elements {
            guard case .reference(let reference) = element.operand else {
                try element.forEach { _, _ throws(CellError) in count += 1 }
                continue
            }
            for area in reference.areas {
                try element.context.workbook.forEachBlock(in: area) { _, _, block throws(CellError) in
                    for value in block where !value.isVacant { count += 1 }
                }
            }
        }
        return count
    }

    /// `COUNTBLANK`: how many cells hold nothing or an empty text.
    static func countBlank(_ range: Reference, _ context: CallContext) throws(CellError) -> Double {
        guard let area = range.single else { throw .value }
        var filled = 0
        try context.workbook.forEachBlock(in: area) { _, _, block throws(CellError) in
            for value in block where !value.isVacant && !(value.isText && value.text.string.isEmpty) { filled += 1 }
        }
        return Double(area.range.cellCount - filled)
    }

    /// `COUNTIF`: how many cells meet a criterion.
    static func countIf(
        _ range: Reference, _ criteria: Criterion, _ context: CallContext
    ) throws(CellError) -> Int {
        try CriteriaScan([(range, criteria)], context).count()
    }

    /// `COUNTIFS`: how many times equally shaped ranges all meet their criteria.
    static func countIfs(
        _ values: Rest<Pair<Reference, Criterion>>, _ context: CallContext
    ) throws(CellError) -> Int {
        try CriteriaScan(values.elements.map { (range: $0.first, criterion: $0.second) }, context).count()
    }

    /// `FREQUENCY`: how many numbers lie in each interval up to and including a bin's bound, and how many above all.
    static func frequency(_ dataArray: Numbers, _ binsArray: Numbers) throws(CellError) -> Matrix {
        let bins = try binsArray.collected()
        let order = bins.indices.sorted { (bins[$0], $0) < (bins[$1], $1) }
        var counts = [Double](repeating: 0, count: bins.count + 1)
        try dataArray.forEach { number throws(CellError) in
            // The first bin in order that is not below the number.
            var low = 0
            var high = order.count
            while low < high {
                let middle = (low + high) / 2
                if bins[order[middle]] < number { low = middle + 1 } else { high = middle }
            }
            counts[low < order.count ? order[low] : bins.count] += 1
        }
        return Matrix(column: counts.map { .number($0) })
    }
}
