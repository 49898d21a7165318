// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Where the rows and columns of a sheet lie, before and after the edits, for objects that keep their size or place.
struct SheetLayouts {
    let rows: (old: AxisLayout, new: AxisLayout)
    let columns: (old: AxisLayout, new: AxisLayout)

    init(old: Worksheet, new: Worksheet) {
        rows = (AxisLayout(old.rows), AxisLayout(new.rows))
        columns = (AxisLayout(old.columns), AxisLayout(new.columns))
    }
}

/// Where the rows or the columns of a sheet begin, in English Metric Units: 12,700 to the point, 9,525 to the pixel.
struct AxisLayout {
    static let unitsPerPixel = 9_525

    private let defaultSize: Int
    private let last: Int32
    /// Spans of rows or columns of another size, in their order; `surplus` is by how much those before a span are
    /// larger together than they would be otherwise.
    private var spans: [(first: Int32, last: Int32, size: Int, surplus: Int)] = []

    init(_ rows: RowTable) {
        defaultSize = Self.units(ofPoints: rows.defaultHeight)
        last = GridLimits.lastRow
        rows.forEach(in: 0...GridLimits.lastRow) { row, properties in
            add(row...row, properties.isHidden ? 0 : properties.height.map(Self.units(ofPoints:)))
        }
    }

    init(_ columns: ColumnTable) {
        defaultSize = Self.units(ofCharacters: columns.defaultWidth)
        last = GridLimits.lastColumn
        for span in columns.spans {
            let size = span.properties.width.map(Self.units(ofCharacters:))
            add(span.columns, span.properties.isHidden ? 0 : size)
        }
    }

    private mutating func add(_ positions: ClosedRange<Int32>, _ size: Int?) {
        guard let size, size != defaultSize else { return }
        spans.append((positions.lowerBound, positions.upperBound, size, surplus(before: positions.lowerBound)))
    }

    private static func units(ofPoints points: Double) -> Int { Int((min(max(points, 0), 2_000) * 12_700).rounded()) }

    /// Whole pixels of a column, as ECMA-376-1 §18.3.1.13 has it with digits of seven pixels; 8.43 is what Excel calls
    /// its default width of 64 pixels.
    private static func units(ofCharacters width: Double) -> Int {
        let width = min(max(width == 8.43 ? 64.0 / 7 : width, 0), 1_000)
        return Int(((256 * width + 18).rounded(.down) / 256 * 7).rounded(.down)) * unitsPerPixel
    }

    private func surplus(before position: Int32) -> Int {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].first < position { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 0 }
        let span = spans[low - 1]
        let covered = Int(min(position - 1, span.last) - span.first) + 1
        return span.surplus + covered * (span.size - defaultSize)
    }

    /// How far the beginning of a row or column is from the edge of the sheet.
    func start(of position: Int32) -> Int { Int(position) * defaultSize + surplus(before: position) }

    /// The row or column at a distance from the edge of the sheet, and how far into it that is.
    func place(at distance: Int) -> (position: Int32, offset: Int) {
        var (low, high): (Int32, Int32) = (0, last)
        while low < high {
            let middle = low + (high - low + 1) / 2
            if start(of: middle) <= distance { low = middle } else { high = middle - 1 }
        }
        return (low, max(0, distance - start(of: low)))
    }
}
