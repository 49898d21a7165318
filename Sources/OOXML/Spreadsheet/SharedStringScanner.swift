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
            if cursor.starts(with: "<si><t") {
                cursor.position += 6
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

    /// The rest of an entry behind `<si><t`; false when it is not there yet or not plain.
    @inline(__always) private mutating func scanPlainEntry(_ cursor: inout ByteCursor) -> Bool {
        if cursor.starts(with: " xml:space=\"preserve\">") {
            cursor.position += 22
        } else {
            guard cursor.starts(with: ">") else { return false }
            cursor.position += 1
        }
        let start = cursor.position
        var marks: UInt8 = 0
        while cursor.position < cursor.end, cursor.position.pointee != UInt8(ascii: "<") {
            marks |= Self.marks[Int(cursor.position.pointee)]
            cursor.position += 1
        }
        guard cursor.starts(with: "</t></si>"), marks & Mark.foreign == 0 else { return false }
        let bytes = UnsafeBufferPointer(start: start, count: cursor.position - start)
        guard marks & Mark.suspicious == 0 || Self.isInnocent(bytes), let string = Self.string(bytes, marks) else {
            return false
        }
        cursor.position += 9
        strings.append(marks & Mark.escape == 0 ? string : XString.decoded(string))
        return true
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ marks: UInt8) -> String? {
        if marks & Mark.wide != 0 {
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            if marks & Mark.entity == 0 { return text }
        }
        if marks & Mark.entity == 0 { return String(decoding: bytes, as: UTF8.self) }
        return XMLEntities.areNamed(bytes) ? XMLEntities.decoded(bytes) : nil
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

    /// What the bytes of a text ask for.
    private enum Mark {
        /// Not in ASCII: may not be UTF-8.
        static let wide: UInt8 = 1
        /// `&`
        static let entity: UInt8 = 2
        /// `_`, which may start an escape.
        static let escape: UInt8 = 4
        /// Control characters and line ends to be normalised, which the parser has to judge.
        static let foreign: UInt8 = 8
        /// What may be part of something that no text holds.
        static let suspicious: UInt8 = 16
    }

    private static let marks: [UInt8] = (0...255).map { byte in
        switch byte {
        case 0x09, 0x0A: 0
        case ..<0x20: Mark.foreign
        case 0x26: Mark.entity
        case 0x5D: Mark.suspicious
        case 0x5F: Mark.escape
        case 0xEF: Mark.wide | Mark.suspicious
        case 0x80...: Mark.wide
        default: 0
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
