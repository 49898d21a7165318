// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension LookupAndReference {
    /// `XMATCH`: where a value stands in a row or column, counted from 1. Excel's page XMATCH.
    static func xmatch(
        _ value: CellValue, _ array: Operand, _ matchMode: Skippable<Int>, _ searchMode: Skippable<Int>,
        _ context: CallContext
    ) throws(CellError) -> Int {
        guard let vector = try LookupVector(array, context) else { throw .value }
        let search = try ExtendedSearch(matchMode.value, searchMode.value)
        guard let position = try search.position(of: value, in: vector) else { throw .notAvailable }
        return position + 1
    }

    /// `XLOOKUP`: the row or column of one range beside the value found in another, as a reference where it is one.
    /// Excel's page XLOOKUP.
    static func xlookup(
        _ value: CellValue, _ array: Operand, _ results: Operand, _ otherwise: Skippable<Operand>,
        _ matchMode: Skippable<Int>, _ searchMode: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> Operand {
        guard let vector = try LookupVector(array, context) else { throw .value }
        let table = try Table(results, context)
        let isVertical = vector.count == 1 ? table.rows == 1 : vector.isVertical
        guard (isVertical ? table.rows : table.columns) == vector.count else { throw .value }
        let search = try ExtendedSearch(matchMode.value, searchMode.value)
        guard let position = try search.position(of: value, in: vector) else {
            return otherwise.value ?? .error(.notAvailable)
        }
        return table.slice(position, isRow: isVertical)
    }

    /// How XLOOKUP and XMATCH look for a value.
    struct ExtendedSearch {
        private enum Match: Int {
            case smaller = -1
            case exact = 0
            case larger = 1
            case wildcard = 2
            /// The value sought is a regular expression, as in REGEXTEST.
            case pattern = 3
        }

        private enum Order: Int {
            case binaryDescending = -2
            case lastToFirst = -1
            case firstToLast = 1
            case binaryAscending = 2
        }

        private let match: Match
        private let order: Order

        /// Throws `#VALUE!` for modes that do not exist or do not go together.
        init(_ matchMode: Int?, _ searchMode: Int?) throws(CellError) {
            guard let match = Match(rawValue: matchMode ?? 0), let order = Order(rawValue: searchMode ?? 1) else {
                throw .value
            }
            if match == .wildcard || match == .pattern, order == .binaryAscending || order == .binaryDescending {
                throw .value
            }
            self.match = match
            self.order = order
        }

        /// The position counted from 0; `nil` when nothing matches. A blank looks for blanks.
        func position(of value: CellValue, in vector: LookupVector) throws(CellError) -> Int? {
            if case .error(let error) = value { throw error }
            let isLast = order == .lastToFirst
            if value.isEmpty { return vector.blank(last: isLast) }
            switch order {
            case .binaryAscending: return try bisect(value, vector, descending: false)
            case .binaryDescending: return try bisect(value, vector, descending: true)
            case .firstToLast, .lastToFirst:
                if match == .pattern { return try vector.matching(value, last: isLast) }
                if let exact = try vector.exact(value, wildcards: match == .wildcard, last: isLast) { return exact }
                guard match == .smaller || match == .larger else { return nil }
                return try vector.nearest(value, above: match == .larger, last: isLast)
            }
        }

        private func bisect(_ value: CellValue, _ vector: LookupVector, descending: Bool) throws(CellError) -> Int? {
            let found = try vector.bisect(value, descending: descending)
            if let found, TextOrder.compare(vector[found], value) == 0 { return found }
            if match == .exact { return nil }
            // Ascending values stop below the one sought, descending ones above it.
            if (match == .larger) == descending { return found }
            let next = found.map { $0 + 1 } ?? 0
            return next < vector.usedCount ? next : nil
        }
    }
}
