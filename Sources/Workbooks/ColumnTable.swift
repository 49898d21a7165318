// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// What a column says of itself. ECMA-376-1 §18.3.1.13.
public struct ColumnProperties: Sendable, Hashable {
    /// Characters of the default font; `nil` for the sheet's default.
    public var width: Double?
    public var isHidden = false
    public var style: UInt16 = 0

    public init(width: Double? = nil, isHidden: Bool = false, style: UInt16 = 0) {
        self.width = width
        self.isHidden = isHidden
        self.style = style
    }
}

/// The properties of columns, as sorted spans that do not overlap.
public struct ColumnTable: Sendable {
    public struct Span: Sendable, Hashable {
        public var columns: ClosedRange<Int32>
        public var properties: ColumnProperties
    }

    public private(set) var spans: [Span] = []
    /// Characters of the default font.
    public var defaultWidth = 8.43

    public init() {}

    public subscript(column: Int32) -> ColumnProperties {
        get { spans.first { $0.columns.contains(column) }?.properties ?? ColumnProperties() }
        set { set(newValue, for: column...column) }
    }

    /// Gives the same properties to a span of columns.
    public mutating func set(_ properties: ColumnProperties, for columns: ClosedRange<Int32>) {
        var result: [Span] = []
        for span in spans {
            if span.columns.lowerBound < columns.lowerBound {
                let upper = min(span.columns.upperBound, columns.lowerBound - 1)
                result.append(Span(columns: span.columns.lowerBound...upper, properties: span.properties))
            }
            if span.columns.upperBound > columns.upperBound {
                let lower = max(span.columns.lowerBound, columns.upperBound + 1)
                result.append(Span(columns: lower...span.columns.upperBound, properties: span.properties))
            }
        }
        if properties != ColumnProperties() { result.append(Span(columns: columns, properties: properties)) }
        spans = result.sorted { $0.columns.lowerBound < $1.columns.lowerBound }
    }

    /// A span of columns, cut where properties change.
    func parts(of wanted: ClosedRange<Int32>) -> [(columns: ClosedRange<Int32>, properties: ColumnProperties)] {
        var parts: [(columns: ClosedRange<Int32>, properties: ColumnProperties)] = []
        var next = wanted.lowerBound
        for span in spans where span.columns.overlaps(wanted) {
            let part = span.columns.clamped(to: wanted)
            if next < part.lowerBound { parts.append((next...part.lowerBound - 1, ColumnProperties())) }
            parts.append((part, span.properties))
            next = part.upperBound + 1
        }
        if next <= wanted.upperBound { parts.append((next...wanted.upperBound, ColumnProperties())) }
        return parts
    }

    mutating func apply(_ shift: Shift) {
        spans = spans.compactMap { span in
            var lower = span.columns.lowerBound
            var upper = span.columns.upperBound
            if shift.count < 0 {
                let removed = shift.index...(shift.index - shift.count - 1)
                if removed.contains(lower) { lower = removed.upperBound + 1 }
                if removed.contains(upper) { upper = removed.lowerBound - 1 }
                guard lower <= upper else { return nil }
            }
            guard let newLower = shift.moved(lower), let newUpper = shift.moved(upper),
                newLower <= GridLimits.lastColumn
            else { return nil }
            return Span(columns: newLower...min(newUpper, GridLimits.lastColumn), properties: span.properties)
        }
    }
}
