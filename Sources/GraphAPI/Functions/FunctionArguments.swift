// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import OData
import Workbooks

/// Turns the body of a function call into the arguments of a formula.
///
/// A range is an object with an `address`; a bare string is text. The last parameter of a function that takes any
/// number of arguments is `values`, an array.
struct FunctionArguments {
    let function: WorksheetFunction
    let call: WorkbookCall

    /// The sheet that addresses without one mean.
    func homeSheet() throws(GraphError) -> Worksheet {
        let sheets = call.workbook.sheets
        let active = call.workbook.activeSheet
        guard let sheet = sheets.indices.contains(active) ? sheets[active] : sheets.first else {
            throw .itemNotFound("The workbook has no worksheet.")
        }
        return sheet
    }

    func expressions(_ body: Arguments) throws(GraphError) -> [Expression] {
        try body.allowOnly(function.parameters, of: "workbookFunctions/" + function.name)
        var arguments: [Expression] = []
        for (index, name) in function.parameters.enumerated() {
            let value = body.value(name)
            if function.isVariadic, index == function.parameters.count - 1 {
                guard case .array(let values)? = value else {
                    arguments.append(try expression(value, name))
                    continue
                }
                for value in values { arguments.append(try expression(value, name)) }
            } else {
                arguments.append(try expression(value, name))
            }
        }
        while let last = arguments.last, last == .missing { arguments.removeLast() }
        guard function.accepts(arguments.count) else {
            throw .invalidArgument("The function \(function.name) does not take \(arguments.count) arguments.")
        }
        return arguments
    }

    private func expression(_ value: JSONValue?, _ name: String) throws(GraphError) -> Expression {
        switch value {
        case nil, .null?: return .missing
        case .bool(let bool)?: return .boolean(bool)
        case .integer(let integer)?: return .number(Double(integer))
        case .number(let number)?: return .number(number)
        case .string(let text)?: return .text(text)
        case .object(let object)?: return try range(object, name)
        case .array(let elements)?: return try array(elements, name)
        }
    }

    private func range(_ object: JSONObject, _ name: String) throws(GraphError) -> Expression {
        guard let address = object.member("address")?.stringValue else {
            throw .invalidArgument("The value of '\(name)' is an object without an 'address'.")
        }
        let home = try homeSheet()
        let area: Area
        if let range = CellRange(a1: address) {
            area = Area(sheet: home.id, range: range)
        } else {
            area = try RangeAddress.area(address, on: nil, in: call.workbook)
        }
        func corner(_ cell: CellAddress) -> CellReference {
            CellReference(row: cell.row, column: cell.column, isRowAbsolute: true, isColumnAbsolute: true)
        }
        let shape: ReferenceExpression.Shape =
            area.range.isWholeColumns ? .columns : area.range.isWholeRows ? .rows : .area
        return .reference(
            ReferenceExpression(
                prefix: .sheet(area.sheet), shape: area.range.isSingleCell ? .cell : shape,
                first: corner(area.range.first), last: corner(area.range.last)))
    }

    /// An array constant: rows of equal length, or one row.
    private func array(_ elements: [JSONValue], _ name: String) throws(GraphError) -> Expression {
        let rows = elements.allSatisfy { $0.arrayValue != nil } ? elements.compactMap(\.arrayValue) : [elements]
        guard let width = rows.first?.count, width > 0, rows.allSatisfy({ $0.count == width }) else {
            throw .invalidArgument("The rows of '\(name)' differ in length or are empty.")
        }
        var cells: [CellValue] = []
        for element in rows.joined() {
            switch element {
            case .null: cells.append(.empty)
            case .bool(let bool): cells.append(.boolean(bool))
            case .integer(let integer): cells.append(.number(Double(integer)))
            case .number(let number): cells.append(.finite(number))
            case .string(let text): cells.append(.text(text))
            case .array, .object: throw .invalidArgument("An array in '\(name)' holds something else than values.")
            }
        }
        return .array(ArrayConstant(rows: rows.count, columns: width, elements: cells))
    }
}
