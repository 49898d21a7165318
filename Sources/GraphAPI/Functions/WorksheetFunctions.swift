// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import HTTPMessages
import OData
import Sessions
import Workbooks

/// `functions/{name}`: any worksheet function, called with named arguments.
enum WorksheetFunctions {
    /// Answers 200 whatever the function gives: an Excel error stands in `error`, and the value is null.
    @Sendable static func call(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        guard case .function(let name) = call.resource else { throw .badRequest("A function name is expected.") }
        guard let function = function(named: name) else {
            throw .badRequest("Resource not found for the segment '\(name.prefix(100))'.")
        }
        let reader = FunctionArguments(function: function, call: call)
        let arguments = try reader.expressions(try call.body())
        let operand = Calculator.evaluate(
            .call(function.name, arguments), in: call.workbook, sheet: try reader.homeSheet().id,
            at: CellAddress(row: GridLimits.lastRow, column: GridLimits.lastColumn),
            inputs: EvaluationInputs(now: SystemClock().localTime, seed: .random(in: 0...UInt64.max)))
        if case .matrix(let matrix) = operand, matrix.elements.count > call.context.api.configuration.maximumCells {
            throw GraphError(.rangeExceedsLimit, "The result has too many elements.")
        }
        var body = JSONObject()
        body["@odata.context"] = .string(call.resultContext)
        body["@odata.type"] = "#microsoft.graph.workbookFunctionResult"
        body["@odata.id"] = .string(call.path.canonical)
        let (error, value) = result(operand)
        body["error"] = error
        body["value"] = value
        return .json(200, .object(try Entities.selected(body, call)))
    }

    /// The function of a Graph name, in which `_` stands for the dot, without regard to case.
    static func function(named name: String) -> WorksheetFunction? {
        let excelName = String(name.uppercased().map { $0 == "_" ? "." : $0 })
        return FunctionTable.standard[excelName]
    }

    private static func result(_ operand: Operand) -> (error: JSONValue, value: JSONValue) {
        switch operand {
        case .scalar(.error(let error)): (.string(error.text), .null)
        case .scalar(.empty), .omitted: (.null, 0)
        case .scalar(let value): (.null, JSONValue(value))
        case .matrix(let matrix):
            (
                .null,
                .array(
                    (0..<matrix.rows).map { row in
                        .array((0..<matrix.columns).map { JSONValue(matrix[row, $0]) })
                    })
            )
        case .reference, .lambda: (.string(CellError.calculation.text), .null)
        }
    }
}
