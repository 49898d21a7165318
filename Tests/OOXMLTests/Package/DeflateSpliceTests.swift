// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CZlib
import Testing

@testable import OOXML

/// A text that is edited in some places, as a stream that keeps most of the old one's bits.
struct DeflateSpliceTests {
    /// What stands somewhere instead of so many bytes.
    private struct Edit {
        var offset: Int
        var removed: Int
        var inserted: [UInt8]
    }

    enum Compressor: CaseIterable {
        case stored, fixed, huffman, fast, usual, best, isal, isalInPieces

        func stream(_ data: [UInt8]) throws -> DeflatedData {
            func zlib(_ level: Int32, _ strategy: Int32 = Z_DEFAULT_STRATEGY) throws -> DeflatedData {
                let bytes = try Zlib.deflated(data, level: level, strategy: strategy)
                return DeflatedData(bytes: bytes, checksum: Zlib.checksum(data), size: data.count)
            }
            switch self {
            case .stored: return try zlib(0)
            case .fixed: return try zlib(6, Z_FIXED)
            case .huffman: return try zlib(6, Z_HUFFMAN_ONLY)
            case .fast: return try zlib(1)
            case .usual: return try zlib(6)
            case .best: return try zlib(9)
            case .isal: return DeflatedData(deflating: data)
            case .isalInPieces:
                var deflater = Deflater(usesThread: false)
                data.withUnsafeBytes { deflater.append($0) }
                return deflater.finish()
            }
        }
    }

    /// Markup of cells, here and there something that cannot be compressed.
    private static func text(_ size: Int, _ random: inout SplitMix) -> [UInt8] {
        var text: [UInt8] = []
        while text.count < size {
            if random.next() % 500 == 0 {
                for _ in 0..<random.next() % 9_000 { text.append(UInt8(truncatingIfNeeded: random.next())) }
            }
            text += "<c r=\"B\(text.count / 40)\"><v>\(random.next() % 100_000)</v></c>".utf8
        }
        return Array(text.prefix(size))
    }

    private static func edits(of size: Int, _ count: Int, _ random: inout SplitMix) -> [Edit] {
        let offsets = (0..<count).map { _ in Int(random.next() % UInt64(size + 1)) }.sorted()
        return offsets.enumerated().map { index, offset in
            let end = index + 1 < count ? offsets[index + 1] : size
            let long = random.next() % 4 == 0
            let removed = Int(random.next() % (long ? 200_000 : 30))
            let length = random.next() % (long ? 100_000 : 30)
            let inserted = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 7) }
            return Edit(offset: offset, removed: min(removed, end - offset), inserted: inserted)
        }
    }

    private static func edited(_ text: [UInt8], _ edits: [Edit]) -> [UInt8] {
        var result = text
        for edit in edits.reversed() {
            result.replaceSubrange(edit.offset..<edit.offset + edit.removed, with: edit.inserted)
        }
        return result
    }

    private static func spliced(_ stream: DeflatedData, _ edits: [Edit]) throws -> DeflatedData {
        var package = Package()
        package.set("/text", stream)
        return try package.withInflater("/text") { inflater throws(PackageError) in
            let splice = DeflateSplice(inflater.source, of: inflater.entry)
            var source = try SpliceSource(inflater, windowLimit: 1 << 24)
            var edits = edits[...]
            var position = 0
            repeat {
                try source.advance(leaving: 0, splice)
                let (start, end) = (source.offset, source.offset + source.window.count)
                let window = UnsafeRawBufferPointer(source.window)
                func copy(upTo limit: Int) {
                    guard limit > position else { return }
                    let bytes = UnsafeRawBufferPointer(rebasing: window[position - start..<limit - start])
                    splice.copy(bytes, from: position)
                    position = limit
                }
                while let edit = edits.first, edit.offset < end || source.isLast {
                    copy(upTo: edit.offset)
                    edit.inserted.withUnsafeBytes { splice.append($0) }
                    position = edit.offset + edit.removed
                    edits.removeFirst()
                }
                copy(upTo: end)
            } while !source.isLast
            return splice.finish()
        }
    }

    private static func check(_ data: DeflatedData, is text: [UInt8]) throws {
        #expect(try Zlib.inflated(data.bytes, size: text.count) == text)
        #expect(data.size == text.count)
        #expect(data.checksum == Zlib.checksum(text))
        for point in data.points {
            #expect(point.checksum == Zlib.checksum(text[..<point.offset]))
            let read = data.bytes.withUnsafeBytes { bytes in
                [UInt8](unsafeUninitializedCapacity: 5_000) { room, count in
                    var reader = BlockInflater(bytes, from: point)
                    count = reader?.read(into: UnsafeMutableRawBufferPointer(room))?.count ?? 0
                }
            }
            #expect(!read.isEmpty && text[point.offset...].starts(with: read))
        }
    }

    @Test("A splice is the edited text, edited again and again", arguments: Compressor.allCases)
    func edited(_ compressor: Compressor) throws {
        var random = SplitMix(seed: UInt64(Compressor.allCases.firstIndex(of: compressor) ?? 0))
        for size in [0, 1, 3_000, 150_000, 700_000] {
            for count in [0, 1, 1, 2, 5] {
                var text = Self.text(size, &random)
                var stream = try compressor.stream(text)
                for _ in 0..<2 {
                    let edits = Self.edits(of: text.count, count, &random)
                    let spliced = try Self.spliced(stream, edits)
                    text = Self.edited(text, edits)
                    try Self.check(spliced, is: text)
                    stream = spliced
                }
            }
        }
    }

    @Test("What lies far from a change keeps its bytes", arguments: [Compressor.fast, .usual, .best, .isalInPieces])
    func kept(_ compressor: Compressor) throws {
        var random = SplitMix(seed: 7)
        let text = Self.text(1_500_000, &random)
        let stream = try compressor.stream(text)
        for offset in [10, 700_000, 1_499_000] {
            let edit = Edit(offset: offset, removed: 1, inserted: [65, 66])
            let spliced = try Self.spliced(stream, [edit])
            try Self.check(spliced, is: Self.edited(text, [edit]))
            let before = zip(stream.bytes, spliced.bytes).prefix { $0 == $1 }.count
            let behind = zip(stream.bytes.reversed(), spliced.bytes.reversed()).prefix { $0 == $1 }.count
            #expect(before + behind > stream.bytes.count / 2)
            #expect(abs(spliced.bytes.count - stream.bytes.count) < stream.bytes.count / 10)
        }
    }

    @Test("Editing one place again and again leaves nothing behind")
    func again() throws {
        var random = SplitMix(seed: 8)
        var text = Self.text(600_000, &random)
        var stream = try Compressor.usual.stream(text)
        var sizes: [Int] = []
        for round in 0..<12 {
            let edit = Edit(offset: 300_000, removed: 1, inserted: [65 + UInt8(round)])
            stream = try Self.spliced(stream, [edit])
            text = Self.edited(text, [edit])
            sizes.append(stream.bytes.count)
        }
        try Self.check(stream, is: text)
        #expect(sizes[11] - sizes[1] < 100)
    }

    @Test("Reading a large part finds places where reading can begin", arguments: [Compressor.usual, .isalInPieces])
    func points(_ compressor: Compressor) throws {
        var random = SplitMix(seed: 9)
        let text = Self.text(6_000_000, &random)
        var stream = try compressor.stream(text)
        stream.points = []
        var package = Package()
        package.set("/text", stream)
        try package.inflate("/text") { _, _ in 0 }
        stream.points = try package.withInflater("/text") { inflater throws(PackageError) in inflater.entry.points.all }
        #expect(stream.points.count >= 2)
        try Self.check(stream, is: text)
    }
}
