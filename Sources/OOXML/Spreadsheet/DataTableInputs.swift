// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// The input cells of a what-if table as the attributes of its formula hold them. ECMA-376-1 §18.3.1.40.
///
/// The workbook holds them as a call, with the row input first: `TABLE(B2,B1)`, `TABLE(B2,)`, `TABLE(,B2)`.
struct DataTableInputs {
    private var first: String?
    private var second: String?
    private var isFirstLost = false
    private var isSecondLost = false
    private var hasTwo = false
    /// With one input, whether it is the row input: its values stand in a row.
    private var isRow = false

    init() {}

    /// Takes an attribute; those of other formulas are passed over.
    mutating func take(_ name: String, _ value: () -> String) {
        switch name {
        case "r1": first = value()
        case "r2": second = value()
        case "del1": isFirstLost = Self.isOn(value())
        case "del2": isSecondLost = Self.isOn(value())
        case "dt2D": hasTwo = Self.isOn(value())
        case "dtr": isRow = Self.isOn(value())
        default: return
        }
    }

    private static func isOn(_ value: String) -> Bool { value == "1" || value == "true" }

    /// The call.
    var text: String {
        let first = Self.input(first, isLost: isFirstLost)
        let second = hasTwo ? Self.input(second, isLost: isSecondLost) : ""
        let inputs = hasTwo || isRow ? "\(first),\(second)" : ",\(first)"
        return "\(FormulaTemplate.dataTableFunction)(\(inputs))"
    }

    private static func input(_ cell: String?, isLost: Bool) -> String {
        guard !isLost, let cell = cell.flatMap(CellAddress.init(a1:)) else { return CellError.reference.text }
        return "$" + CellAddress.letters(ofColumn: cell.column) + "$\(cell.row + 1)"
    }

    /// The attributes of a call.
    init(_ template: FormulaTemplate, at place: CellAddress) {
        guard case .call(_, let inputs) = template.expression, inputs.count == 2 else { return }
        hasTwo = inputs.allSatisfy { $0 != .missing }
        isRow = inputs[0] != .missing
        let given = inputs.filter { $0 != .missing }.map { Self.cell($0, at: place) }
        first = given.first ?? nil
        second = hasTwo ? given[1] : nil
        isFirstLost = first == nil
        isSecondLost = hasTwo && second == nil
    }

    private static func cell(_ expression: Expression, at place: CellAddress) -> String? {
        guard case .reference(let reference) = expression, reference.shape == .cell else { return nil }
        return reference.resolved(at: place)?.first.a1
    }

    /// Writes the attributes behind `t` and `ref`, in the order in which Excel writes them.
    func write(to writer: inout XMLWriter) {
        writer.attribute("dt2D", hasTwo ? "1" : "0")
        writer.attribute("dtr", isRow ? "1" : "0")
        if isFirstLost { writer.attribute("del1", "1") }
        if isSecondLost { writer.attribute("del2", "1") }
        writer.attribute("r1", first ?? "A1")
        if hasTwo { writer.attribute("r2", second ?? "A1") }
    }
}
