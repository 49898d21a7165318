// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives

/// The identifier of a session, shaped like Graph's: `cluster=…&session=…&usid=GUID`.
///
/// It names the workbook, so that a request need not be looked up to be sent to the node that has it open, and carries
/// 122 random bits, so that nobody guesses it. To clients it is opaque.
public struct SessionID: Hashable, Sendable, CustomStringConvertible {
    /// The workbook of the session.
    public let itemID: DriveItemID
    /// The random part, a GUID (RFC 9562 version 4) in lower case.
    let usid: String

    /// Longest text that is looked at.
    private static let maximumLength = 512
    private static let cluster = "cluster=cellar&session="
    private static let separator = "&usid="

    /// A new identifier for a session on a workbook.
    init(mintedFor itemID: DriveItemID) {
        self.itemID = itemID
        usid = GUIDText.random()
    }

    /// Reads an identifier as a client sends it; nil when it was not made by `description`.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength, text.hasPrefix(Self.cluster) else { return nil }
        let rest = text.utf8.dropFirst(Self.cluster.utf8.count)
        // The GUID has no ampersand, so what precedes the last separator is the item's id, whatever it holds.
        guard let end = rest.index(rest.endIndex, offsetBy: -36, limitedBy: rest.startIndex),
            let start = rest.index(end, offsetBy: -Self.separator.utf8.count, limitedBy: rest.startIndex),
            rest[start..<end].elementsEqual(Self.separator.utf8), start > rest.startIndex
        else { return nil }
        itemID = DriveItemID(rawValue: String(decoding: rest[..<start], as: UTF8.self))
        usid = String(decoding: rest[end...], as: UTF8.self)
        guard GUIDText.isValid(usid) else { return nil }
    }

    /// The text that clients carry.
    public var description: String { "\(Self.cluster)\(itemID)\(Self.separator)\(usid)" }

    /// Compares the random parts: two sessions never share one.
    public static func == (left: Self, right: Self) -> Bool { left.usid == right.usid && left.itemID == right.itemID }

    public func hash(into hasher: inout Hasher) { hasher.combine(usid) }
}

/// GUIDs as text: 36 characters in lower case without braces.
enum GUIDText {
    private static let digits = Array("0123456789abcdef".utf8)

    /// A random GUID of version 4 (RFC 9562 §5.4) from the system's generator.
    static func random() -> String {
        var bits = UInt128(UInt64.random(in: 0...UInt64.max)) << 64 | UInt128(UInt64.random(in: 0...UInt64.max))
        bits = bits & ~(0xF << 76) | 4 << 76
        bits = bits & ~(0x3 << 62) | 2 << 62
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for place in 0..<32 {
            if [8, 12, 16, 20].contains(place) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(truncatingIfNeeded: bits >> (124 - 4 * UInt128(place))) & 15])
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func isValid(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return text.utf8.enumerated().allSatisfy { place, character in
            [8, 13, 18, 23].contains(place) ? character == UInt8(ascii: "-") : digits.contains(character)
        }
    }
}
