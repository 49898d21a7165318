// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A new order of the rows or columns of a range: for each place the zero-based number of the line that comes to it.
///
/// Commands hold the order itself and not what it was found by, so that replaying them needs no calculated values:
/// those of RAND or NOW would be others.
public struct LineOrder: Sendable, Hashable {
    public let sources: [Int32]

    /// `nil` unless every number from 0 on is there once.
    public init?(_ sources: [Int32]) {
        var isTaken = [Bool](repeating: false, count: sources.count)
        for source in sources {
            guard isTaken.indices.contains(Int(source)), !isTaken[Int(source)] else { return nil }
            isTaken[Int(source)] = true
        }
        self.sources = sources
    }

    /// Of numbers known to be there once each.
    public init(permutation sources: [Int32]) {
        assert(LineOrder(sources) != nil, "a line is missing")
        self.sources = sources
    }

    /// Whether all lines stay where they are.
    public var isIdentity: Bool {
        for (place, source) in sources.enumerated() where place != Int(source) { return false }
        return true
    }

    /// For each line the place it goes to.
    var targets: [Int32] {
        var targets = [Int32](repeating: 0, count: sources.count)
        for (place, source) in sources.enumerated() { targets[Int(source)] = Int32(place) }
        return targets
    }
}

/// In a journal: how many there are, then for each how far it is from the one before.
extension LineOrder: Codable {
    public func encode(to encoder: any Encoder) throws {
        var writer = JournalWriter()
        writer.append(UInt64(sources.count))
        var last: Int32 = -1
        for source in sources {
            writer.append(Int64(source) - Int64(last))
            last = source
        }
        var container = encoder.singleValueContainer()
        try container.encode(PackedBytes(writer.bytes))
    }

    public init(from decoder: any Decoder) throws {
        var reader = JournalReader(try decoder.singleValueContainer().decode(PackedBytes.self).bytes)
        var sources: [Int32] = []
        let count = try reader.count()
        sources.reserveCapacity(count)
        var last: Int64 = -1
        for _ in 0..<count {
            let (source, overflow) = last.addingReportingOverflow(try reader.signed())
            guard !overflow, let number = Int32(exactly: source) else { throw JournalCodingError.numberOutOfRange }
            sources.append(number)
            last = source
        }
        try reader.expectEnd()
        guard let order = LineOrder(sources) else {
            throw JournalCodingError.invalidValue("An order of lines names one twice or leaves one out.")
        }
        self = order
    }
}
