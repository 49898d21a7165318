// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a cell holds or a formula gives: the five scalar kinds of a worksheet.
///
/// Dates are numbers (serial days); only a number format makes them dates.
@frozen public enum CellValue: Sendable, Hashable {
    case empty
    case number(Double)
    case text(String)
    case boolean(Bool)
    case error(CellError)

    /// A number, or `#NUM!` where the arithmetic left the finite numbers: no cell ever holds a NaN or an infinity.
    @inlinable public static func finite(_ number: Double) -> CellValue {
        number.isFinite ? .number(number) : .error(.number)
    }

    @inlinable public var isEmpty: Bool {
        if case .empty = self { true } else { false }
    }

    @inlinable public var error: CellError? {
        if case .error(let error) = self { error } else { nil }
    }
}
