// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Inputs for a range: `rows` × `columns`, row by row. A single one fills any range.
public struct CellInputs: Sendable, Hashable {
    public let rows: Int
    public let columns: Int
    public let elements: [CellInput]

    /// Throws `invalidArgument` when there are not rows × columns elements, or none.
    public init(rows: Int, columns: Int, elements: [CellInput]) throws(WorkbookError) {
        guard rows > 0, columns > 0, elements.count == rows.multipliedReportingOverflow(by: columns).partialValue else {
            throw .invalidArgument("The rows of a grid differ in length, or it is empty.")
        }
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// Rows of equal length; throws `invalidArgument` for others.
    public init(_ grid: [[CellInput]]) throws(WorkbookError) {
        guard let first = grid.first, grid.allSatisfy({ $0.count == first.count }) else {
            throw .invalidArgument("The rows of a grid differ in length, or it is empty.")
        }
        try self.init(rows: grid.count, columns: first.count, elements: grid.flatMap { $0 })
    }

    /// One input for all cells of a range.
    public init(_ input: CellInput) {
        rows = 1
        columns = 1
        elements = [input]
    }

    public var isSingle: Bool { elements.count == 1 }

    /// The input for a cell, by its zero-based place in the range.
    @inline(__always) subscript(row: Int, column: Int) -> CellInput {
        isSingle ? elements[0] : elements[row * columns + column]
    }
}

/// In a journal: rows, columns, then for each element a byte for its kind and what belongs to it.
extension CellInputs: Codable {
    private enum Kind {
        static let unchanged: UInt8 = 0
        static let number: UInt8 = 1
        static let wholeNumber: UInt8 = 2
        static let no: UInt8 = 3
        static let yes: UInt8 = 4
        static let text: UInt8 = 5
    }

    public func encode(to encoder: any Encoder) throws {
        var writer = JournalWriter()
        writer.append(UInt64(rows))
        writer.append(UInt64(columns))
        for element in elements { Self.append(element, to: &writer) }
        var container = encoder.singleValueContainer()
        try container.encode(PackedBytes(writer.bytes))
    }

    public init(from decoder: any Decoder) throws {
        var reader = JournalReader(try decoder.singleValueContainer().decode(PackedBytes.self).bytes)
        let rows = try reader.count()
        let columns = try reader.count()
        // Every element takes a byte or more, so a claim beyond the bytes is false.
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow, count <= reader.remaining else { throw JournalCodingError.truncated }
        var elements: [CellInput] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try Self.element(&reader)) }
        try reader.expectEnd()
        self = try CellInputs(rows: rows, columns: columns, elements: elements)
    }

    private static func append(_ element: CellInput, to writer: inout JournalWriter) {
        switch element {
        case .unchanged: writer.append(byte: Kind.unchanged)
        case .boolean(let boolean): writer.append(byte: boolean ? Kind.yes : Kind.no)
        case .text(let text):
            writer.append(byte: Kind.text)
            writer.append(text)
        case .number(let number):
            // Not for -0, which has no whole twin.
            if let whole = Int64(exactly: number), number.bitPattern == Double(whole).bitPattern,
                whole.magnitude < 1 << 48
            {
                writer.append(byte: Kind.wholeNumber)
                writer.append(whole)
            } else {
                writer.append(byte: Kind.number)
                writer.append(number)
            }
        }
    }

    private static func element(_ reader: inout JournalReader) throws(JournalCodingError) -> CellInput {
        switch try reader.byte() {
        case Kind.unchanged: return .unchanged
        case Kind.number: return .number(try reader.double())
        case Kind.wholeNumber: return .number(Double(try reader.signed()))
        case Kind.no: return .boolean(false)
        case Kind.yes: return .boolean(true)
        case Kind.text: return .text(try reader.text())
        default: throw .invalidValue("A cell input is of no known kind.")
        }
    }
}
