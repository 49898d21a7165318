// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import NumberFormats
import Workbooks

/// Finds the order of the rows or columns of a range by the values in some of its columns or rows.
///
/// Numbers come before texts, texts before FALSE and TRUE, those before errors, which are all equal; blanks are last in
/// either direction, equal lines keep their order, and hidden ones keep their place (Excel's page "Sort data in a range
/// or table").
struct LineSort {
    let sheet: Worksheet
    let range: CellRange
    let axis: Shift.Axis
    let matchesCase: Bool
    let dateSystem: DateSystem

    /// - Parameter fields: keys count from the first column (or row) of the range and may lie beyond it, where all is
    ///   blank.
    func order(by fields: [SortRequest.Field]) -> LineOrder {
        let lines = axis == .rows ? range.rowCount : range.columnCount
        var sources = (0..<Int32(lines)).map { $0 }
        let places = (0..<lines).filter { !isHidden($0) }
        let keys = fields.map { field in
            SortKey(
                values: places.map { value(field, $0) }, isDescending: !field.isAscending,
                .ranges(matchesCase: matchesCase))
        }
        let sorted = SortKey.sorted(places.indices, by: keys)
        for (place, source) in zip(places, sorted) { sources[place] = Int32(places[source]) }
        return LineOrder(permutation: sources)
    }

    private func isHidden(_ line: Int) -> Bool {
        axis == .rows
            ? sheet.rows[range.firstRow + Int32(line)].isHidden
            : sheet.columns[range.firstColumn + Int32(line)].isHidden
    }

    private func value(_ field: SortRequest.Field, _ line: Int) -> CellValue {
        let value =
            axis == .rows
            ? sheet.value(range.firstRow + Int32(line), range.firstColumn + Int32(field.key))
            : sheet.value(range.firstRow + Int32(field.key), range.firstColumn + Int32(line))
        guard field.dataOption == .textAsNumber, case .text(let text) = value,
            let number = Coercion.number(text: text, dateSystem)
        else { return value }
        return .number(number)
    }
}
