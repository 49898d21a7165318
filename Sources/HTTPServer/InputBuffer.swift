// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// Bytes that have arrived on a connection and are not consumed yet, in one piece.
///
/// It grows while nothing is consumed; whoever parses it bounds that. Storage is allocated by the first read, so that
/// an idle connection can give it back.
struct InputBuffer: ~Copyable {
    /// Holds a usual request whole.
    private static let initialCapacity = 16 << 10
    /// Reading into less room than this is not worth the system call.
    private static let leastRoom = 2 << 10

    private var storage: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    private var start = 0
    private var end = 0

    init() {}

    deinit {
        storage?.deallocate()
    }

    var count: Int { end - start }
    var isEmpty: Bool { start == end }

    /// The bytes, until the next call that changes the buffer.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: storage.map { $0 + start }, count: count)
    }

    /// What a read brought.
    enum Reading {
        /// More may be waiting if `isFull`.
        case received(isFull: Bool)
        case nothing
        case endOfStream
        case failed
    }

    /// Reads once from a non-blocking socket.
    mutating func receive(from descriptor: Int32) -> Reading {
        makeRoom()
        guard let storage else { return .failed }
        while true {
            let room = capacity - end
            let received = recv(descriptor, storage + end, room, 0)
            if received > 0 {
                end += received
                return .received(isFull: received == room)
            }
            if received == 0 { return .endOfStream }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .nothing : .failed
        }
    }

    /// Drops bytes from the front.
    mutating func consume(_ count: Int) {
        precondition(count >= 0 && count <= self.count)
        start += count
        if start == end {
            start = 0
            end = 0
        }
    }

    /// Gives the storage back, and with it what was not consumed.
    mutating func release() {
        storage?.deallocate()
        storage = nil
        capacity = 0
        start = 0
        end = 0
    }

    private mutating func makeRoom() {
        if capacity - end >= Self.leastRoom { return }
        if let storage, start > 0, capacity - count >= Self.leastRoom {
            memmove(storage, storage + start, count)
        } else {
            let grown = max(Self.initialCapacity, capacity * 2)
            let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
            if let storage {
                memcpy(fresh, storage + start, count)
                storage.deallocate()
            }
            storage = fresh
            capacity = grown
        }
        end -= start
        start = 0
    }
}
