// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A text to look for in which `?` stands for any one character, `*` for any number of them and `~` before one of the
/// three for itself, without regard to case. Before any other character, or at the end, `~` stands for nothing.
public struct WildcardPattern: Sendable {
    private enum Unit: Sendable {
        case any
        case exactly(UInt16)
    }

    /// What stands between the stars; never empty.
    private let segments: [[Unit]]

    public init(_ text: String) {
        var segments: [[Unit]] = [[]]
        var isEscaped = false
        let units = CaseFolding.units(text)
        for unit in units {
            if isEscaped {
                segments[segments.count - 1].append(.exactly(unit))
                isEscaped = false
                continue
            }
            switch unit {
            case 0x7E: isEscaped = true
            case 0x2A: segments.append([])
            case 0x3F: segments[segments.count - 1].append(.any)
            default: segments[segments.count - 1].append(.exactly(unit))
            }
        }
        self.segments = segments
    }

    /// Whether a text holds one of the three characters, so that plain equality is not enough.
    public static func isNeeded(for text: String) -> Bool {
        text.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x7E }
    }

    /// Whether the whole text is what the pattern says.
    public func matches(_ text: String) -> Bool { CaseFolding.withUnits(text, matches) }

    private func matches(_ units: UnsafeBufferPointer<UInt16>) -> Bool {
        let first = segments[0]
        guard isAt(0, first, units) else { return false }
        guard segments.count > 1 else { return units.count == first.count }
        let last = segments[segments.count - 1]
        guard let end = passMiddle(segments.dropFirst().dropLast(), from: first.count, units) else { return false }
        let start = units.count - last.count
        return start >= end && isAt(start, last, units)
    }

    /// The first place at or after `start` where the pattern begins to fit; `units` must be in lower case.
    func firstMatch(in units: [UInt16], from start: Int) -> Int? {
        units.withUnsafeBufferPointer { firstMatch(in: $0, from: start) }
    }

    private func firstMatch(in units: UnsafeBufferPointer<UInt16>, from start: Int) -> Int? {
        guard let place = find(segments[0], from: start, units) else { return nil }
        // What follows the first star fits after every earlier place if it fits after a later one.
        return passMiddle(segments.dropFirst(), from: place + segments[0].count, units) == nil ? nil : place
    }

    private func passMiddle(
        _ middle: ArraySlice<[Unit]>, from start: Int, _ units: UnsafeBufferPointer<UInt16>
    ) -> Int? {
        var position = start
        for segment in middle {
            guard let place = find(segment, from: position, units) else { return nil }
            position = place + segment.count
        }
        return position
    }

    private func find(_ segment: [Unit], from start: Int, _ units: UnsafeBufferPointer<UInt16>) -> Int? {
        let last = units.count - segment.count
        guard start <= last else { return nil }
        return (start...last).first { isAt($0, segment, units) }
    }

    private func isAt(_ place: Int, _ segment: [Unit], _ units: UnsafeBufferPointer<UInt16>) -> Bool {
        guard place + segment.count <= units.count else { return false }
        for (offset, unit) in segment.enumerated() {
            if case .exactly(let expected) = unit, units[place + offset] != expected { return false }
        }
        return true
    }
}
