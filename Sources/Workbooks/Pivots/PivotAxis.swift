// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One side of a pivot table: its fields from the outermost inwards, and the rows or columns of results by what they
/// are totals of. ECMA-376-1 §18.10.1.84 (`rowItems`) and §18.10.1.12 (`colItems`).
public struct PivotAxis: Sendable {
    /// One row or column of results.
    public struct Line: Sendable {
        public enum Kind: Sendable {
            case data, subtotal, grandTotal, blank
        }

        public var kind: Kind
        /// Positions of items, for every field from the outermost as far as the line goes.
        public var items: [Int]
        /// Which data field it is of, where the items do not say.
        public var dataField: Int

        public init(kind: Kind, items: [Int], dataField: Int) {
            self.kind = kind
            self.items = items
            self.dataField = dataField
        }
    }

    /// What a line is the total of: the items of the outermost fields, and the data field when the axis has several.
    private struct Key: Hashable {
        var items: [Int]
        var dataField: Int
    }

    /// In the place of a field: the data fields, which stand side by side (ECMA-376-1 §18.10.1.29).
    public static let dataFields = -2

    /// Without the data fields.
    let fields: [Int]
    /// Where the data fields stand among the fields.
    private let dataPosition: Int?
    private var lines: [Key: Int32] = [:]

    /// - Parameter fields: positions in the cache, or `dataFields`.
    public init(fields: [Int], lines: [Line], in all: [PivotField]) {
        self.fields = fields.filter { $0 != Self.dataFields }
        dataPosition = fields.firstIndex(of: Self.dataFields)
        // A subtotal behind its group replaces the line that opens the group; of several kinds the first counts.
        for isTotal in [false, true] {
            var seen: Set<Key> = []
            for (number, line) in lines.enumerated() where (line.kind == .data) != isTotal {
                guard let key = key(of: line, all), seen.insert(key).inserted else { continue }
                self.lines[key] = Int32(clamping: number)
            }
        }
    }

    /// Nothing when the line shows no results.
    private func key(of line: Line, _ all: [PivotField]) -> Key? {
        var items = line.items
        var dataField = dataPosition == nil ? -1 : line.dataField
        switch line.kind {
        case .blank: return nil
        case .grandTotal: return Key(items: [], dataField: dataField)
        case .data, .subtotal:
            if let dataPosition {
                if items.indices.contains(dataPosition) {
                    dataField = items.remove(at: dataPosition)
                } else if line.kind == .data {
                    return nil
                }
            }
            guard items.count <= fields.count else { return nil }
            if line.kind == .data, !items.isEmpty, items.count < fields.count {
                let field = fields[items.count - 1]
                guard all.indices.contains(field), all[field].showsTotalsAbove else { return nil }
            }
            return Key(items: items, dataField: dataField)
        }
    }

    /// The line that is the total of some items, one for every field from the outermost on; counted from the first.
    func line(of items: [Int], dataField: Int) -> Int32? {
        lines[Key(items: items, dataField: dataPosition == nil ? -1 : dataField)]
    }
}
