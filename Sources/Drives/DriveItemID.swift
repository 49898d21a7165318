// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The opaque identifier of an item, stable over renames, moves and changes of content.
///
/// Ids minted here have the form of Graph's: 34 characters of base32 (RFC 4648), of which the first eight name the
/// drive and the other 26 are a random 128-bit number. Ids coming from a client may be any text; they are only
/// compared.
public struct DriveItemID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The identifier as it appears in a URL.
    public let rawValue: String

    /// Wraps the text of an identifier without judging it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The same text as ``rawValue``.
    public var description: String { rawValue }

    /// Orders identifiers by their text, so that lists of them are repeatable.
    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension DriveItemID {
    /// Number of characters that name the drive.
    static let driveLength = 8
    /// Number of characters that carry the 128-bit number: 130 bits, of which the last two are zero.
    static let numberLength = 26

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// The first eight characters of every id of one drive: `01`, then 30 random bits.
    package static func makeDrivePrefix() -> String {
        let bits = UInt32.random(in: 0...UInt32.max)
        let characters = (0..<6).map { alphabet[Int((bits >> (UInt32($0) * 5)) & 31)] }
        return "01" + String(decoding: characters, as: UTF8.self)
    }

    /// The characters that name the drive.
    package var drivePrefix: String { String(rawValue.prefix(Self.driveLength)) }

    /// Mints an id in the drive named by `drivePrefix`, using the system's random generator.
    package init(mintedIn drivePrefix: String) {
        self.init(drivePrefix: drivePrefix, high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
    }

    init(drivePrefix: String, high: UInt64, low: UInt64) {
        var characters: [UInt8] = []
        characters.reserveCapacity(Self.numberLength)
        var bits = UInt128(high) << 64 | UInt128(low)
        for _ in 0..<25 {
            characters.append(Self.alphabet[Int(truncatingIfNeeded: bits >> 123)])
            bits <<= 5
        }
        characters.append(Self.alphabet[Int(truncatingIfNeeded: bits >> 123)])
        self.init(rawValue: drivePrefix + String(decoding: characters, as: UTF8.self))
    }

    /// The 128-bit number of the id written as a GUID in upper case without braces, as eTags show it; the whole text
    /// of the id when it was not minted here.
    var guidText: String {
        let text = Array(rawValue.utf8)
        guard text.count == Self.driveLength + Self.numberLength else { return rawValue }
        var bits: UInt128 = 0
        for (place, character) in text[Self.driveLength...].enumerated() {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = character - UInt8(ascii: "A")
            case UInt8(ascii: "2")...UInt8(ascii: "7"): digit = character - UInt8(ascii: "2") + 26
            default: return rawValue
            }
            // The last digit holds three bits of the number and two of padding.
            bits = place < 25 ? bits << 5 | UInt128(digit) : bits << 3 | UInt128(digit >> 2)
        }
        let hexadecimal = String(bits, radix: 16, uppercase: true)
        let digits = Array((String(repeating: "0", count: 32 - hexadecimal.utf8.count) + hexadecimal).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }
}
