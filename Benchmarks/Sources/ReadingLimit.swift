// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CIsal

/// The least that reading a workbook takes on one processor: everything in it inflated, window by window, and every byte
/// looked at once.
struct ReadingLimit {
    private let archive: [UInt8]
    private static let window = 1 << 18

    init(_ archive: [UInt8]) { self.archive = archive }

    /// Inflates every entry and gives the number of tags, so that nothing of the work can be left out.
    func inflateAndScan() throws -> Int {
        var tags = 0
        let window = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.window)
        defer { window.deallocate() }
        for data in try deflatedEntries() {
            try archive.withUnsafeBufferPointer { archive in
                var state = inflate_state()
                isal_inflate_init(&state)
                state.next_in = UnsafeMutablePointer(mutating: archive.baseAddress)?.advanced(by: data.lowerBound)
                state.avail_in = UInt32(data.count)
                while state.block_state != ISAL_BLOCK_FINISH {
                    state.next_out = window.baseAddress
                    state.avail_out = UInt32(window.count)
                    guard isal_inflate(&state) == ISAL_DECOMP_OK, state.avail_out < window.count else {
                        throw BenchmarkError.unreadableArchive
                    }
                    for byte in window.prefix(window.count - Int(state.avail_out)) where byte == UInt8(ascii: "<") {
                        tags &+= 1
                    }
                }
            }
        }
        return tags
    }

    /// Where the compressed bytes of the archive's entries are, by the local headers that follow each other from its
    /// start; most writers put sizes there.
    private func deflatedEntries() throws -> [Range<Int>] {
        var entries: [Range<Int>] = []
        var offset = 0
        while number(at: offset, bytes: 4) == 0x0403_4B50 {
            guard number(at: offset + 8, bytes: 2) == 8 else { throw BenchmarkError.unreadableArchive }
            let start = offset + 30 + number(at: offset + 26, bytes: 2) + number(at: offset + 28, bytes: 2)
            offset = start + number(at: offset + 18, bytes: 4)
            guard offset <= archive.count else { throw BenchmarkError.unreadableArchive }
            entries.append(start..<offset)
        }
        guard !entries.isEmpty else { throw BenchmarkError.unreadableArchive }
        return entries
    }

    private func number(at offset: Int, bytes: Int) -> Int {
        guard offset + bytes <= archive.count else { return 0 }
        return archive[offset..<offset + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
