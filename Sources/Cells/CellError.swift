// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// An error as a value in a cell. ECMA-376-1 §18.18.11 (ST_CellType `e`) and Excel's newer dynamic-array errors.
///
/// The raw value is the code `ERROR.TYPE` returns where Excel defines one.
@frozen public enum CellError: UInt8, Sendable, Hashable, Error, CaseIterable {
    case null = 1
    case divisionByZero = 2
    case value = 3
    case reference = 4
    case name = 5
    case number = 6
    case notAvailable = 7
    case gettingData = 8
    case spill = 9
    case connect = 10
    case blocked = 11
    case unknown = 12
    case field = 13
    case calculation = 14

    /// The text Excel shows and stores.
    public var text: String {
        switch self {
        case .null: "#NULL!"
        case .divisionByZero: "#DIV/0!"
        case .value: "#VALUE!"
        case .reference: "#REF!"
        case .name: "#NAME?"
        case .number: "#NUM!"
        case .notAvailable: "#N/A"
        case .gettingData: "#GETTING_DATA"
        case .spill: "#SPILL!"
        case .connect: "#CONNECT!"
        case .blocked: "#BLOCKED!"
        case .unknown: "#UNKNOWN!"
        case .field: "#FIELD!"
        case .calculation: "#CALC!"
        }
    }

    /// The error a text names, without regard to case; `nil` when it names none.
    public init?(text: String) {
        let upper = text.uppercased()
        guard let match = Self.allCases.first(where: { $0.text == upper }) else { return nil }
        self = match
    }
}
