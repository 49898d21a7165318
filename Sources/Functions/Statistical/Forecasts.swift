// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages FORECAST.ETS and so on: triple exponential smoothing. Excel does not publish how it searches
/// for the weights, so results agree with it to a few digits and not to the last.
extension Statistical {
    /// `FORECAST.ETS`: the value forecast for a time.
    static func smoothedForecast(
        _ target: Double, _ values: Matrix, _ timeline: Matrix, _ seasonality: Skippable<Double>,
        _ completion: Skippable<Double>, _ aggregation: Skippable<Double>, _ context: CallContext
    ) throws(CellError) -> Double {
        let line = try Self.timeline(values, timeline, completion, aggregation, context)
        let model = try Self.model(line, seasonality)
        return try between(position(line, target)) { index in
            index < line.values.count ? model.fitted[index] : model.forecast(index - line.values.count + 1)
        }
    }

    /// `FORECAST.ETS.CONFINT`: half the width of the interval in which the forecast value lies with some confidence.
    static func smoothedConfidence(
        _ target: Double, _ values: Matrix, _ timeline: Matrix, _ confidence: Skippable<Double>,
        _ seasonality: Skippable<Double>, _ completion: Skippable<Double>, _ aggregation: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Double {
        let confidence = confidence.value ?? 0.95
        guard confidence > 0, confidence < 1 else { throw .number }
        let line = try Self.timeline(values, timeline, completion, aggregation, context)
        let model = try Self.model(line, seasonality)
        let width = NormalFunctions.inverse((1 + confidence) / 2) * model.rootMeanSquareError
        return try between(position(line, target)) { index in
            width * sqrt(model.variance(max(index - line.values.count + 1, 1)))
        }
    }

    /// `FORECAST.ETS.SEASONALITY`: the length of the season found in the values.
    static func seasonality(
        _ values: Matrix, _ timeline: Matrix, _ completion: Skippable<Double>, _ aggregation: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Int {
        try ExponentialSmoothing.season(of: Self.timeline(values, timeline, completion, aggregation, context).values)
    }

    /// `FORECAST.ETS.STAT`: a weight of the model (1 to 3), one of its errors (4 MASE, 5 SMAPE, 6 MAE, 7 RMSE), or the
    /// step of the timeline (8).
    static func smoothingStatistic(
        _ values: Matrix, _ timeline: Matrix, _ statistic: Double, _ seasonality: Skippable<Double>,
        _ completion: Skippable<Double>, _ aggregation: Skippable<Double>, _ context: CallContext
    ) throws(CellError) -> Double {
        let line = try Self.timeline(values, timeline, completion, aggregation, context)
        let model = try Self.model(line, seasonality)
        switch statistic.rounded(.towardZero) {
        case 1: return model.alpha
        case 2: return model.beta
        case 3: return model.gamma
        case 4: return model.meanAbsoluteScaledError
        case 5: return model.symmetricMeanAbsolutePercentageError
        case 6: return model.meanAbsoluteError
        case 7: return model.rootMeanSquareError
        case 8: return line.step
        default: throw .number
        }
    }

    private static func timeline(
        _ values: Matrix, _ times: Matrix, _ completion: Skippable<Double>, _ aggregation: Skippable<Double>,
        _ context: CallContext
    ) throws(CellError) -> Timeline {
        let completion = (completion.value ?? 1).rounded(.towardZero)
        let number = (aggregation.value ?? 1).rounded(.towardZero)
        guard completion == 0 || completion == 1, number >= 1, number <= 7,
            let aggregation = Timeline.Aggregation(rawValue: Int(number))
        else { throw .number }
        return try Timeline(values, times, fillsGaps: completion == 1, aggregation, context)
    }

    /// The model with a given season (1 is none), or the one found.
    private static func model(
        _ line: Timeline, _ seasonality: Skippable<Double>
    ) throws(CellError) -> ExponentialSmoothing {
        let given = (seasonality.value ?? 1).rounded(.towardZero)
        guard given >= 0, given <= 8760 else { throw .number }
        let isAutomatic = seasonality.value == nil || given == 0
        let period = isAutomatic ? ExponentialSmoothing.season(of: line.values) : Int(given)
        // Two whole cycles are needed to tell a season from a trend.
        guard period == 1 || line.values.count >= 2 * period else { throw .number }
        return ExponentialSmoothing(line.values, period: period)
    }

    private static func position(_ line: Timeline, _ target: Double) throws(CellError) -> Double {
        let position = try line.position(of: target)
        guard position >= 0, position <= Double(line.values.count) + 1_000_000 else { throw .number }
        return position
    }

    /// A function of whole steps at a place between them, on a straight line.
    private static func between(_ position: Double, _ value: (Int) -> Double) -> Double {
        let below = position.rounded(.down)
        let part = position - below
        let low = value(Int(below))
        return part < 1e-9 ? low : low + part * (value(Int(below) + 1) - low)
    }
}
