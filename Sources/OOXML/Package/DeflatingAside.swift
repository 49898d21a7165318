// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// A thread that compresses blocks in the order in which it gets them.
final class DeflatingAside {
    /// Blocks that go round, besides the one being filled.
    private static let blocks = 4

    private let filled = Handover<DeflaterBlock>()
    private let free: Handover<DeflaterBlock>
    private var thread: SideThread?

    /// Starts the thread, to which the stream belongs until `finish`; `nil` when there is none to be had.
    init?(_ stream: DeflatingStream) {
        let filled = filled
        let free = Handover((0..<Self.blocks).map { _ in DeflaterBlock() })
        self.free = free
        let thread = SideThread {
            while let block = filled.take() {
                stream.append(block.bytes)
                block.removeAll()
                free.put(block)
            }
        }
        guard let thread else { return nil }
        self.thread = consume thread
    }

    /// What was not compressed yet is of no use to anybody when a save is given up.
    deinit { filled.abandon() }

    /// Hands over a block and gives an empty one for it, waiting for it where compressing is slower than writing.
    func exchange(_ block: DeflaterBlock) -> DeflaterBlock {
        filled.put(block)
        guard let empty = free.take() else { preconditionFailure("nobody closes the queue of empty blocks") }
        return empty
    }

    /// Waits until all blocks are compressed.
    func finish() {
        filled.close()
        thread = nil
    }
}

/// Data on its way to be compressed.
///
/// Unchecked, because a block belongs to one thread at a time: the one that writes into it, then the one that
/// compresses it.
final class DeflaterBlock: @unchecked Sendable {
    static let capacity = 1 << 17

    private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
    private var count = 0

    deinit { storage.deallocate() }

    var isFull: Bool { count == Self.capacity }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

    /// Takes as much of the data as there is room for and says how much that is.
    func fill(_ data: UnsafeRawBufferPointer) -> Int {
        let taken = min(data.count, Self.capacity - count)
        guard taken > 0, let room = storage.baseAddress, let source = data.baseAddress else { return 0 }
        memcpy(room + count, source, taken)
        count += taken
        return taken
    }

    func removeAll() { count = 0 }
}
