// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

/// Scans the shared string table as its bytes arrive.
///
/// It takes entries of one plain `t` by itself, hands others (rich text, phonetics) to the XML parser one by one, and
/// lets the parser judge what stands around the entries. Whatever else it meets makes it give up, and the parser reads
/// the part from the start: what is not well-formed fails there, with the place.
struct SharedStringScanner {
    private enum Phase { case head, entries, tail }

    private let part: PartName
    private let limits: PackageLimits
    private var strings = SharedStrings()
    private var phase = Phase.head
    /// What stands before the first entry and behind the last one.
    private var frame: [UInt8] = []
    private var isUnusual = false
    /// Entries that the parser read.
    private var parsedCount = 0
    /// The most of an entry or of what stands before all that is waited for.
    private static let patience = 1 << 20

    init(part: PartName, limits: PackageLimits) {
        self.part = part
        self.limits = limits
    }

    /// The table; `nil` when the parser has to read it.
    func finish() -> SharedStrings? {
        guard phase == .tail, !isUnusual, (try? XMLReader.checkWhole(frame, part: part.path, limits: limits)) != nil
        else { return nil }
        return strings
    }

    /// Takes the next window and says how many bytes at its end are still needed.
    mutating func scan(_ window: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        guard let base = window.baseAddress, !isUnusual else { return 0 }
        var cursor = ByteCursor(base, count: window.count)
        if phase == .head { scanHead(&cursor) }
        if phase == .entries { scanEntries(&cursor) }
        if phase == .tail {
            frame.append(contentsOf: UnsafeBufferPointer(start: cursor.position, count: cursor.count))
            return 0
        }
        if cursor.count > Self.patience { isUnusual = true }
        return isUnusual ? 0 : cursor.count
    }

    private mutating func scanHead(_ cursor: inout ByteCursor) {
        guard cursor.count >= 2 else { return }
        guard cursor.position[0] < 0xFE, cursor.position[1] != 0 else { return isUnusual = true }
        guard let tag = cursor.find("<sst") else { return }
        let start = cursor.position
        cursor.position = tag
        guard let close = cursor.find(byte: ">") else { return cursor.position = start }
        let head = UnsafeBufferPointer(start: start, count: close + 1 - start)
        // A declaration may say that the bytes are not UTF-8, and a comment may hold anything.
        let isPlain = Self.isPlain(Substring(decoding: head, as: UTF8.self)) && close[-1] != UInt8(ascii: "/")
        guard isPlain else { return isUnusual = true }
        frame.append(contentsOf: head)
        cursor.position = close + 1
        phase = .entries
    }

    /// Whether there is at most a declaration of UTF-8 before the root's start tag.
    private static func isPlain(_ head: Substring) -> Bool {
        var rest = head.hasPrefix("\u{FEFF}") ? head.dropFirst() : head
        if rest.hasPrefix("<?xml ") {
            guard let end = rest.firstRange(of: "?>") else { return false }
            let declaration = rest[..<end.lowerBound].lowercased()
            guard !declaration.contains("encoding") || declaration.contains("utf-8") else { return false }
            rest = rest[end.upperBound...]
        }
        return rest.drop { $0.isWhitespace }.hasPrefix("<sst")
    }

    private mutating func scanEntries(_ cursor: inout ByteCursor) {
        while !isUnusual {
            while cursor.count > 0, cursor.position.pointee.isXMLBlank { cursor.position += 1 }
            let start = cursor.position
            guard cursor.count >= 16 else {
                if cursor.starts(with: "</sst>") { phase = .tail }
                return
            }
            // `<si><t>` and what comes most often instead.
            if cursor.skip(0x3E_743C_3E69_733C, 7)
                || cursor.skip("<si><t xml:space=\"preserve\">")
            {
                if scanPlainEntry(&cursor) { continue }
                cursor.position = start
            }
            if cursor.starts(with: "<si>") {
                guard let end = cursor.find("</si>", by: 2) else { return }
                cursor.position = end + 5
                scanEntry(UnsafeBufferPointer(start: start, count: cursor.position - start))
            } else if cursor.starts(with: "<si/>") {
                cursor.position += 5
                strings.append("")
            } else if cursor.starts(with: "</sst") || cursor.starts(with: "<extLst") {
                return phase = .tail
            } else {
                isUnusual = true
            }
        }
    }

    /// The rest of an entry behind `<si><t>`; false when it is not there yet or not plain.
    @inline(__always) private mutating func scanPlainEntry(_ cursor: inout ByteCursor) -> Bool {
        let start = cursor.position
        let marks = TextMarks(passing: &cursor)
        // `</t></si` and its end.
        guard cursor.count >= 9, cursor.position[8] == UInt8(ascii: ">"), cursor.skip(0x6973_2F3C_3E74_2F3C, 8)
        else { return false }
        let bytes = UnsafeBufferPointer(start: start, count: cursor.position - start - 8)
        cursor.position += 1
        if marks.isPlain {
            strings.append(String(decoding: bytes, as: UTF8.self))
            return true
        }
        guard !marks.hasControls || !Self.hasForeign(bytes), !marks.mayBeForbidden || Self.isInnocent(bytes),
            let string = Self.string(bytes, marks)
        else { return false }
        strings.append(marks.hasUnderscores ? XString.decoded(string) : string)
        return true
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ marks: TextMarks) -> String? {
        guard marks.hasEntities else {
            return marks.isWide
                ? String(validating: bytes, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { decoded in
            guard let count = XMLEntities.decodeNamed(bytes, into: decoded) else { return nil }
            let characters = UnsafeBufferPointer(rebasing: decoded[..<count])
            return marks.isWide
                ? String(validating: characters, as: UTF8.self) : String(decoding: characters, as: UTF8.self)
        }
    }

    /// Whether there are control characters or line ends to be normalised, which the parser has to judge.
    private static func hasForeign(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A }
    }

    /// Whether there is neither `]]>` nor U+FFFE or U+FFFF.
    private static func isInnocent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.indices.dropLast(2).allSatisfy { index in
            switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
            case (0x5D, 0x5D, 0x3E), (0xEF, 0xBF, 0xBE...): false
            default: true
            }
        }
    }

    /// An entry that is not plain, read by the parser as the only one of a table.
    private mutating func scanEntry(_ entry: UnsafeBufferPointer<UInt8>) {
        parsedCount += 1
        // Where most entries are rich it is quicker to parse the part as a whole.
        guard parsedCount < 1_000 + strings.count / 8 else { return isUnusual = true }
        let table = frame + entry + Array("</sst>".utf8)
        guard let one = try? SharedStrings.parse(table, part, limits), one.count == 1 else { return isUnusual = true }
        strings.append(one.texts[0].string)
    }
}

/// What kinds of bytes there are in a text up to the next tag, found eight bytes at a time. Each kind is a word whose
/// bits are set where there are some.
private struct TextMarks {
    private var wide: UInt64 = 0
    private var entities: UInt64 = 0
    private var underscores: UInt64 = 0
    private var controls: UInt64 = 0
    private var suspects: UInt64 = 0

    /// Not in ASCII: may not be UTF-8.
    var isWide: Bool { wide != 0 }
    var hasEntities: Bool { entities != 0 }
    /// They may start an escape.
    var hasUnderscores: Bool { underscores != 0 }
    var hasControls: Bool { controls != 0 }
    /// Whether there may be what no text holds.
    var mayBeForbidden: Bool { suspects != 0 }
    /// Whether the bytes are the characters.
    @inline(__always) var isPlain: Bool { wide | entities | underscores | controls | suspects == 0 }

    /// Moves the cursor to the next `<`, or to the end when there is none.
    @inline(__always) init(passing cursor: inout ByteCursor) {
        while cursor.count >= 8 {
            let word = cursor.eight
            let tags = Self.places(of: 0x3C, in: word)
            if tags != 0 {
                let length = tags.trailingZeroBitCount >> 3
                // What stands before the tag; a text of no length has nothing to be marked.
                if length > 0 {
                    let others = UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* length)
                    mark(word & ~others | Self.blanks & others)
                }
                cursor.position += length
                return
            }
            mark(word)
            cursor.position += 8
        }
        while cursor.count > 0, cursor.position.pointee != 0x3C {
            mark(Self.blanks &<< 8 | UInt64(cursor.position.pointee))
            cursor.position += 1
        }
    }

    private static var blanks: UInt64 { 0x2020_2020_2020_2020 }
    private static var highest: UInt64 { 0x8080_8080_8080_8080 }

    @inline(__always) private mutating func mark(_ word: UInt64) {
        wide |= word & Self.highest
        entities |= Self.places(of: 0x26, in: word)
        underscores |= Self.places(of: 0x5F, in: word)
        controls |= (word &- Self.blanks) & ~word & Self.highest
        // `]]>`, U+FFFE and U+FFFF.
        suspects |= Self.places(of: 0x5D, in: word) | Self.places(of: 0xEF, in: word)
    }

    /// The highest bit of every byte that is one asked for. Above such a byte there may be more bits than that.
    @inline(__always) private static func places(of byte: UInt64, in word: UInt64) -> UInt64 {
        let others = word ^ (byte &* 0x0101_0101_0101_0101)
        return (others &- 0x0101_0101_0101_0101) & ~others & highest
    }
}
