// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import OOXML

/// Compressed data depends on the data alone: not on a thread, its timing, or the pieces in which the data came.
struct DeflatingAsideTests {
    private static func deflated(_ data: [UInt8], pieces: Int, usesThread: Bool) -> DeflatedData {
        var deflater = Deflater(usesThread: usesThread)
        var rest = data[...]
        while !rest.isEmpty {
            rest.prefix(pieces).withUnsafeBytes { deflater.append($0) }
            rest = rest.dropFirst(pieces)
        }
        return deflater.finish()
    }

    @Test("The bytes are the same with and without a thread", arguments: [0, 1, 1 << 17, (1 << 17) + 1, 3 << 20])
    func same(size: Int) throws {
        var random = SplitMix(seed: UInt64(size))
        let data = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next() % 23) }
        let expected = Self.deflated(data, pieces: 1 << 16, usesThread: false)
        #expect(expected.size == size)
        for pieces in [4_099, 1 << 16, 1 << 22] {
            for _ in 0..<3 {
                #expect(Self.deflated(data, pieces: pieces, usesThread: true) == expected)
            }
        }
        var package = Package()
        package.set("/a.bin", expected)
        #expect(try Package(package.serialised()).data(of: "/a.bin") == data)
    }

    @Test("A deflater that is dropped leaves no thread behind")
    func dropped() {
        for _ in 0..<50 {
            var deflater = Deflater(usesThread: true)
            [UInt8](repeating: 7, count: 5 << 17).withUnsafeBytes { deflater.append($0) }
        }
    }
}
