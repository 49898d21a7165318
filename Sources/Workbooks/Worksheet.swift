// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// One worksheet: three planes of cell information and what surrounds them.
public struct Worksheet: Sendable {
    public enum Visibility: String, Sendable, Codable {
        case visible, hidden, veryHidden
    }

    public let id: SheetID
    public var name: String
    public var visibility = Visibility.visible
    /// The GUID Graph shows as the id, braces included; stable over rename and move.
    public var uid: String

    /// Constants and results.
    public var values = Plane<PackedValue>()
    /// Numbers of formulas in `Workbook.formulas`; 0 where a cell has none.
    public var formulas = Plane<UInt32>()
    /// Numbers of cell formats in `Workbook.styles`; 0 is the default format.
    public var styles = Plane<UInt16>()
    /// Positions in `arrays`, plus one, of the array formula or spill that covers a cell.
    public var arrayCover = Plane<UInt32>()
    /// Array formulas and spilled ranges; `nil` where one was removed.
    public internal(set) var arrays: [ArrayArea?] = []
    /// Where `arrays` has none.
    var vacantArrays: [Int] = []

    public var rows = RowTable()
    public var columns = ColumnTable()
    /// Merged ranges; the top-left cell of each holds the content.
    public var merges: [CellRange] = []
    public var tables: [Table] = []
    /// In the order in which the file names them.
    public var pivotTables: [PivotTable] = []
    /// The range of the sheet's own filter (not of a table).
    public var filterRange: CellRange?
    /// `nil` when the sheet is not protected.
    public var protection: SheetProtection?

    public init(id: SheetID, name: String, uid: String) {
        self.id = id
        self.name = name
        self.uid = uid
    }

    @inlinable public func value(_ row: Int32, _ column: Int32) -> CellValue { values[row, column].value }

    /// Writes a value, releasing what was there.
    public mutating func set(_ value: CellValue, row: Int32, column: Int32) {
        switch value {
        case .empty: values.set(.empty, row: row, column: column)
        case .number(let number): values.set(PackedValue(number), row: row, column: column)
        case .boolean(let boolean): values.set(PackedValue(boolean), row: row, column: column)
        case .error(let error): values.set(PackedValue(error), row: row, column: column)
        case .text(let string):
            let text = CellText(string)
            withExtendedLifetime(text) { values.set(PackedValue(unowned: text), row: row, column: column) }
        }
    }

    /// The array formula or spill that covers a cell.
    public func array(at row: Int32, _ column: Int32) -> ArrayArea? {
        let position = arrayCover[row, column]
        return position == 0 ? nil : arrays[Int(position) - 1]
    }

    /// The arrays that reach into a range.
    public func arrays(touching range: CellRange) -> [ArrayArea] {
        guard arrays.count > range.cellCount else {
            return arrays.compactMap { $0 }.filter { $0.range.intersects(range) }
        }
        var positions: Set<UInt32> = []
        arrayCover.forEach(in: range) { _, _, position in positions.insert(position) }
        return positions.sorted().compactMap { arrays[Int($0) - 1] }
    }

    /// The table that holds a cell.
    public func table(at address: CellAddress) -> Table? { tables.first { $0.range.contains(address) } }

    /// The rectangle of everything used: values and formulas, and formats unless `valuesOnly`.
    public func usedRange(valuesOnly: Bool) -> CellRange? {
        var used = values.usedRange()
        for part in [formulas.usedRange(), valuesOnly ? nil : styles.usedRange()] {
            guard let part else { continue }
            used = used?.union(part) ?? part
        }
        return used
    }
}

/// The cells of an array formula (entered with Ctrl+Shift+Enter) or of a dynamic array's spill.
public struct ArrayArea: Sendable, Hashable {
    public var range: CellRange
    /// Dynamic arrays resize with their result; the others keep their range.
    public var isDynamic: Bool

    public init(range: CellRange, isDynamic: Bool) {
        self.range = range
        self.isDynamic = isDynamic
    }

    /// The cell that holds the formula.
    public var anchor: CellAddress { range.first }
}
