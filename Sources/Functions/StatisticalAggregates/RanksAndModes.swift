// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

// Ranks and modes. ECMA-376-1 §18.17.7; RANK.AVG and MODE.MULT from Excel's function pages.
extension StatisticalAggregates {
    /// `RANK.EQ`, `RANK`: the place of a number in a range, from the greatest down (or, with an order, from the least
    /// up); equal numbers share the best place, `#N/A` when the range does not hold it.
    static func rankEq(
        _ number: Double, _ ref: Reference, _ order: Double?, _ context: CallContext
    ) throws(CellError) -> Double {
        try rank(number, ref, order, context).best
    }

    /// `RANK.AVG`: the same, equal numbers sharing the mean of their places.
    static func rankAvg(
        _ number: Double, _ ref: Reference, _ order: Double?, _ context: CallContext
    ) throws(CellError) -> Double {
        let rank = try rank(number, ref, order, context)
        return rank.best + (rank.equals - 1) / 2
    }

    private static func rank(
        _ number: Double, _ ref: Reference, _ order: Double?, _ context: CallContext
    ) throws(CellError) -> (best: Double, equals: Double) {
        let isRising = (order ?? 0) != 0
        var better = 0.0
        var equals = 0.0
        try Numbers(operand: .reference(ref), context: context).forEach { other throws(CellError) in
            if other == number { equals += 1 } else if (other > number) != isRising { better += 1 }
        }
        guard equals > 0 else { throw .notAvailable }
        return (better + 1, equals)
    }

    /// `MODE.SNGL`, `MODE`: the number that occurs most, of several the first; `#N/A` when none occurs twice.
    static func modeSngl(_ values: Rest<Numbers>) throws(CellError) -> Double {
        try mode(of: RequiredNumbers(values: values))
    }

    static func mode(of numbers: some NumberSource) throws(CellError) -> Double { try modes(of: numbers)[0] }

    /// `MODE.MULT`: all numbers that occur most, in the order of their first appearance, as a column.
    static func modeMult(_ values: Rest<Numbers>) throws(CellError) -> Matrix {
        Matrix(column: try modes(of: RequiredNumbers(values: values)).map { .number($0) })
    }

    private static func modes(of numbers: some NumberSource) throws(CellError) -> [Double] {
        var places: [Double: Int] = [:]
        var counts: [(number: Double, count: Int)] = []
        try numbers.forEach { number throws(CellError) in
            if let place = places[number] {
                counts[place].count += 1
            } else {
                places[number] = counts.count
                counts.append((number, 1))
            }
        }
        let most = counts.map(\.count).max() ?? 0
        guard most > 1 else { throw .notAvailable }
        return counts.filter { $0.count == most }.map(\.number)
    }
}

/// Numbers of which the first that qualifies counts; one value in place of an array must be one.
private struct RequiredNumbers: NumberSource {
    let values: Rest<Numbers>

    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        for element in values.elements {
            try element.requireNumber()
            try element.forEach(body)
        }
    }
}

extension Numbers {
    /// Throws `#VALUE!` where one value or one cell stands in place of an array and is no number.
    fileprivate func requireNumber() throws(CellError) {
        let value: CellValue
        switch operand {
        case .scalar(let scalar): value = scalar
        case .reference(let reference):
            guard let area = reference.single, area.range.isSingleCell else { return }
            value = try operand.first(context)
        default: return
        }
        if case .number = value { return }
        throw value.error ?? .value
    }
}
