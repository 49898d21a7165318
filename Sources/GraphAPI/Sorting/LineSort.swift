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
    func order(by fields: [SortRequest.Field]) -> LineOrder? {
        let lines = axis == .rows ? range.rowCount : range.columnCount
        var sources = (0..<Int32(lines)).map { $0 }
        let places = (0..<lines).filter { !isHidden($0) }
        let keys = fields.map { field in
            Key(places.map { value(field, $0) }, isDescending: !field.isAscending, matchesCase: matchesCase)
        }
        let sorted = places.indices.sorted { left, right in
            for key in keys {
                let order = key.order(left, right)
                if order != 0 { return order < 0 }
            }
            return left < right
        }
        for (place, source) in zip(places, sorted) { sources[place] = Int32(places[source]) }
        return LineOrder(sources)
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

    /// The values of all lines under one field.
    private struct Key {
        private let values: [CellValue]
        /// How texts begin: most comparisons end there.
        private let beginnings: [UInt64]
        private let isDescending: Bool
        private let matchesCase: Bool

        init(_ values: [CellValue], isDescending: Bool, matchesCase: Bool) {
            self.values = values
            self.isDescending = isDescending
            self.matchesCase = matchesCase
            beginnings = values.map { if case .text(let text) = $0 { TextOrder.beginning(of: text) } else { 0 } }
        }

        func order(_ left: Int, _ right: Int) -> Int {
            let order = ascending(left, right)
            let hasBlank = values[left].isEmpty || values[right].isEmpty
            return isDescending && !hasBlank ? -order : order
        }

        private func ascending(_ left: Int, _ right: Int) -> Int {
            guard case .text(let one) = values[left], case .text(let other) = values[right] else {
                return TextOrder.compare(values[left], values[right])
            }
            if beginnings[left] != beginnings[right] { return beginnings[left] < beginnings[right] ? -1 : 1 }
            let order = TextOrder.compare(one, other)
            return order == 0 && matchesCase ? Self.compareCase(one, other) : order
        }

        /// Of texts that differ in case alone the one whose first such letter is small comes first.
        private static func compareCase(_ left: String, _ right: String) -> Int {
            for (one, other) in zip(left.utf16, right.utf16) where one != other {
                return CaseFolding.units(String(decoding: [one], as: UTF16.self)) == [one] ? -1 : 1
            }
            return 0
        }
    }
}
