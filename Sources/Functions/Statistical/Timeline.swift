// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import NumberFormats

/// The values of a forecast, one for each step of a timeline: sorted, values of the same time aggregated, gaps filled.
struct Timeline {
    /// How several values of one time become one, as FORECAST.ETS numbers the ways.
    enum Aggregation: Int {
        case average = 1
        case count, countA, max, median, min, sum
    }

    /// What a step is measured in.
    private enum Scale {
        case days
        /// Calendar months between points on the same day, or on the last one (`nil`).
        case months(day: Int?)
    }

    private(set) var values: [Double] = []
    /// The first time and the step, on the scale.
    private let start: Double
    let step: Double
    private let scale: Scale
    private let context: CallContext

    /// Differing sizes are `#N/A`; no step in common, or more than 30% of the points missing, is `#NUM!`.
    init(
        _ values: Matrix, _ times: Matrix, fillsGaps: Bool, _ aggregation: Aggregation, _ context: CallContext
    ) throws(CellError) {
        self.context = context
        let points = Self.aggregated(try Statistical.numberPairs(times, values), aggregation)
        guard points.count >= 2 else { throw .number }
        var keys = points.map(\.time)
        var scale = Scale.days
        var common = Self.commonStep(keys)
        if common == nil, let months = Self.months(keys, context) {
            keys = months.keys
            scale = .months(day: months.day)
            common = Self.commonStep(keys)
        }
        guard let common else { throw .number }
        self.scale = scale
        step = common
        start = keys[0]
        let length = ((keys[keys.count - 1] - keys[0]) / common).rounded() + 1
        guard length * 0.7 <= Double(points.count), length <= 100_000 else { throw .number }
        for (key, point) in zip(keys, points) {
            fill(until: Int(((key - keys[0]) / common).rounded()), before: point.value, fillsGaps)
            self.values.append(point.value)
        }
    }

    /// Puts a straight line or zeros where points are missing.
    private mutating func fill(until index: Int, before next: Double, _ fillsGaps: Bool) {
        let first = values.count
        guard index > first, let last = values.last else { return }
        for missing in first..<index {
            let share = Double(missing - first + 1) / Double(index - first + 1)
            values.append(fillsGaps ? last + share * (next - last) : 0)
        }
    }

    /// The place of a time, 0 for the first value; between two steps a fraction.
    func position(of time: Double) throws(CellError) -> Double {
        guard case .months(let shared) = scale else { return (time - start) / step }
        let day = try SerialDay(serial: Int(time.rounded(.down) + context.workbook.dateSystem.offsetTo1900))
        let length = DateSerial.daysInMonth(year: day.year, month: day.month)
        // Within a month days count from the one that all points share.
        let offset = day.day - min(shared ?? length, length)
        return (Double(day.year * 12 + day.month) + Double(offset) / Double(length) - start) / step
    }

    private static func aggregated(
        _ pairs: [(Double, Double)], _ aggregation: Aggregation
    ) -> [(time: Double, value: Double)] {
        let sorted = pairs.sorted { $0.0 < $1.0 }
        var points: [(time: Double, value: Double)] = []
        var first = 0
        while first < sorted.count {
            var end = first
            while end < sorted.count, sorted[end].0 == sorted[first].0 { end += 1 }
            points.append((sorted[first].0, value(sorted[first..<end].map(\.1), aggregation)))
            first = end
        }
        return points
    }

    private static func value(_ numbers: [Double], _ aggregation: Aggregation) -> Double {
        if numbers.count == 1 { return numbers[0] }
        let sum = numbers.reduce(0, +)
        switch aggregation {
        case .average: return sum / Double(numbers.count)
        case .count, .countA: return Double(numbers.count)
        case .max: return numbers.max() ?? 0
        case .min: return numbers.min() ?? 0
        case .sum: return sum
        case .median:
            let sorted = numbers.sorted()
            let middle = sorted.count / 2
            return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        }
    }

    /// The smallest distance, if all are multiples of it.
    private static func commonStep(_ keys: [Double]) -> Double? {
        let distances = zip(keys.dropFirst(), keys).map { $0 - $1 }
        guard let least = distances.min(), least > 0 else { return nil }
        for distance in distances {
            let multiple = distance / least
            if abs(multiple - multiple.rounded()) > 1e-6 * multiple { return nil }
        }
        return least
    }

    /// Times that are the same day of their months, or the last one, as numbers of months.
    private static func months(_ times: [Double], _ context: CallContext) -> (keys: [Double], day: Int?)? {
        let offset = context.workbook.dateSystem.offsetTo1900
        var days: [SerialDay] = []
        for time in times {
            guard time >= 0, time == time.rounded(), time + offset < DateSerial.end1900,
                let day = try? SerialDay(serial: Int(time + offset))
            else { return nil }
            days.append(day)
        }
        let keys = days.map { Double($0.year * 12 + $0.month) }
        if days.allSatisfy(\.isLastOfMonth) { return (keys, nil) }
        return days.allSatisfy({ $0.day == days[0].day }) ? (keys, days[0].day) : nil
    }
}
