// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The open connections of a loop, by the tag epoll knows them under.
///
/// A tag is a slot and the slot's generation, so an event of a connection that closed earlier in the same turn cannot
/// reach the one that took its slot.
struct ConnectionTable {
    private var slots: [Connection?] = []
    private var free: [Int] = []
    private var generation: UInt32 = 0

    var isEmpty: Bool { free.count == slots.count }

    subscript(tag: UInt64) -> Connection? {
        let slot = Int(tag & 0xFFFF_FFFF)
        guard slot < slots.count, let connection = slots[slot], connection.tag == tag else { return nil }
        return connection
    }

    /// Opens a slot and keeps what `make` makes for its tag.
    mutating func insert(_ make: (UInt64) -> Connection) -> Connection {
        let slot: Int
        if let unused = free.popLast() {
            slot = unused
        } else {
            slot = slots.count
            slots.append(nil)
        }
        // The two highest generations would make the tags of the loop's own descriptors.
        generation = generation >= .max - 2 ? 0 : generation + 1
        let connection = make(UInt64(generation) << 32 | UInt64(slot))
        slots[slot] = connection
        return connection
    }

    mutating func remove(_ connection: Connection) {
        let slot = Int(connection.tag & 0xFFFF_FFFF)
        guard self[connection.tag] === connection else { return }
        slots[slot] = nil
        free.append(slot)
    }

    /// The connections of this moment; they may close while one goes through them.
    var all: some Sequence<Connection> { slots.lazy.compactMap(\.self) }
}
