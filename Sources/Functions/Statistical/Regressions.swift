// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells
internal import Glibc

/// Excel's function pages LINEST, LOGEST, TREND and GROWTH.
extension Statistical {
    /// `LINEST`: the coefficients of a least-squares line, last regressor first, and on request its statistics.
    static func linearEstimate(
        _ knownYs: Matrix, _ knownXs: Skippable<Matrix>, _ const: Skippable<Bool>, _ stats: Skippable<Bool>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        let data = try RegressionData(knownYs, knownXs.value, context)
        let model = LinearModel(data.ys, data.xs, hasIntercept: const.value ?? true)
        return report(model, stats.value ?? false, emptyIntercept: 0) { $0 }
    }

    /// `LOGEST`: the same for the curve y = b·mˣ, fitted to logarithms.
    static func exponentialEstimate(
        _ knownYs: Matrix, _ knownXs: Skippable<Matrix>, _ const: Skippable<Bool>, _ stats: Skippable<Bool>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        let data = try RegressionData(knownYs, knownXs.value, context)
        let model = LinearModel(try logarithms(data.ys), data.xs, hasIntercept: const.value ?? true)
        return report(model, stats.value ?? false, emptyIntercept: 1, exp)
    }

    /// `TREND`: the values of a least-squares line at new places.
    static func trend(
        _ knownYs: Matrix, _ knownXs: Skippable<Matrix>, _ newXs: Skippable<Matrix>, _ const: Skippable<Bool>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        let data = try RegressionData(knownYs, knownXs.value, context)
        let model = LinearModel(data.ys, data.xs, hasIntercept: const.value ?? true)
        return try predictions(model, data, newXs.value) { $0 }
    }

    /// `GROWTH`: the values of a least-squares exponential curve at new places.
    static func growth(
        _ knownYs: Matrix, _ knownXs: Skippable<Matrix>, _ newXs: Skippable<Matrix>, _ const: Skippable<Bool>,
        _ context: CallContext
    ) throws(CellError) -> Matrix {
        let data = try RegressionData(knownYs, knownXs.value, context)
        let model = LinearModel(try logarithms(data.ys), data.xs, hasIntercept: const.value ?? true)
        return try predictions(model, data, newXs.value, exp)
    }

    private static func logarithms(_ ys: [Double]) throws(CellError) -> [Double] {
        guard ys.allSatisfy({ $0 > 0 }) else { throw .number }
        return ys.map { log($0) }
    }

    /// One row of coefficients, or five rows with standard errors, r² and the error of y, F and the degrees of freedom,
    /// and the sums of squares.
    private static func report(
        _ model: LinearModel, _ stats: Bool, emptyIntercept: Double, _ scale: (Double) -> Double
    ) -> Matrix {
        let width = model.coefficients.count + 1
        var matrix = Matrix(rows: stats ? 5 : 1, columns: width, repeating: .error(.notAvailable))
        for (index, coefficient) in model.coefficients.enumerated() {
            matrix[0, width - 2 - index] = .finite(scale(coefficient))
        }
        matrix[0, width - 1] = .finite(model.hasIntercept ? scale(model.intercept) : emptyIntercept)
        guard stats else { return matrix }
        for (index, error) in model.coefficientErrors.enumerated() { matrix[1, width - 2 - index] = .finite(error) }
        matrix[1, width - 1] = model.hasIntercept ? .finite(model.interceptError) : .error(.notAvailable)
        let total = model.explained + model.residual
        let rank = Double(model.rank)
        matrix[2, 0] = total > 0 ? .finite(model.explained / total) : .number(1)
        matrix[3, 0] = .finite(model.explained / rank / (model.residual / model.freedom))
        matrix[4, 0] = .finite(model.explained)
        guard width > 1 else { return matrix }
        matrix[2, 1] = .finite(model.freedom > 0 ? sqrt(model.residual / model.freedom) : 0)
        matrix[3, 1] = .finite(model.freedom)
        matrix[4, 1] = .finite(model.residual)
        return matrix
    }

    /// The model at new places, in their shape: one regressor fills it, several give one value for each row or column.
    private static func predictions(
        _ model: LinearModel, _ data: RegressionData, _ newXs: Matrix?, _ scale: (Double) -> Double
    ) throws(CellError) -> Matrix {
        guard let newXs else {
            let values = data.ys.indices.map { row in CellValue.finite(scale(model.value { data.xs[$0][row] })) }
            return Matrix(rows: data.shape.rows, columns: data.shape.columns, elements: values)
        }
        let numbers = try RegressionData.numbers(newXs)
        if data.xs.count == 1 {
            let values = numbers.map { x in CellValue.finite(scale(model.value { _ in x })) }
            return Matrix(rows: newXs.rows, columns: newXs.columns, elements: values)
        }
        guard (data.layout == .rows ? newXs.columns : newXs.rows) == data.xs.count else { throw .reference }
        let xs = RegressionData.regressors(numbers, newXs.rows, newXs.columns, data.layout)
        let values = xs[0].indices.map { row in CellValue.finite(scale(model.value { xs[$0][row] })) }
        return data.layout == .rows ? Matrix(column: values) : Matrix(row: values)
    }
}
