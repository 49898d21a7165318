// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Functions
import OData
import Sessions
import Workbooks

/// What can be read of defined names.
enum Names {
    /// The value is the address of a range, else what the name's formula gives; the type says which.
    static func describe(
        _ resource: Resource, _ call: WorkbookCall, _ object: inout JSONObject
    ) throws(GraphError) {
        let name = try resource.definedName(in: call.workbook)
        let (type, value) = evaluate(name, in: call.workbook)
        object["comment"] = .string(name.comment)
        object["name"] = .string(name.name)
        object["scope"] = name.scope == nil ? "Workbook" : "Worksheet"
        object["type"] = .string(type)
        object["value"] = value
        object["visible"] = .bool(!name.isHidden)
    }

    private static func evaluate(_ name: DefinedName, in workbook: Workbook) -> (type: String, value: JSONValue) {
        guard let expression = name.expression else { return ("Error", .string(CellError.name.text)) }
        if workbook.area(of: name) != nil { return ("Range", .string(workbook.printed(expression))) }
        guard let sheet = name.scope ?? workbook.sheets.first?.id else { return ("Error", .string("#REF!")) }
        let operand = Calculator.evaluate(
            expression, in: workbook, sheet: sheet, at: CellAddress(row: 0, column: 0),
            inputs: EvaluationInputs(now: SystemClock().localTime, seed: 0))
        switch operand.topLeft {
        case .number(let number): return (number == number.rounded() ? "Integer" : "Double", .number(number))
        case .boolean(let boolean): return ("Boolean", .bool(boolean))
        case .error(let error): return ("Error", .string(error.text))
        case .text(let text): return ("String", .string(text))
        case .empty: return ("Double", 0)
        }
    }
}

extension Operand {
    /// The value, or the first of an array.
    var topLeft: CellValue {
        switch self {
        case .scalar(let value): value
        case .matrix(let matrix): matrix.elements[0]
        case .omitted: .empty
        case .reference, .lambda: .error(.calculation)
        }
    }
}
