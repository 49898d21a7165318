// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Writes XML as bytes into one growing buffer; also a million cells at a time.
///
///     var writer = XMLWriter()
///     writer.raw("<c r=\"A1\"><v>")
///     writer.number(0.1)
///     writer.raw("</v></c>")
///
/// It writes what it is told and keeps no stack of elements. A big part is compressed on the way: call
/// `drain(into:)` between elements.
struct XMLWriter: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes written since the last drain.
    private(set) var count = 0

    init(capacity: Int = 1 << 12) {
        self.capacity = max(capacity, 64)
        storage = .allocate(capacity: self.capacity)
    }

    deinit { storage.deallocate() }

    /// The bytes written so far.
    consuming func finish() -> [UInt8] { Array(UnsafeBufferPointer(start: storage, count: count)) }

    /// Compresses what was written and empties the buffer.
    mutating func drain(into deflater: inout Deflater) { drain { deflater.append($0) } }

    /// Passes on what was written and empties the buffer.
    mutating func drain(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(start: storage, count: count))
        count = 0
    }

    /// Markup as it is.
    @inline(__always)
    mutating func raw(_ markup: StaticString) {
        reserve(markup.utf8CodeUnitCount)
        memcpy(storage + count, markup.utf8Start, markup.utf8CodeUnitCount)
        count &+= markup.utf8CodeUnitCount
    }

    /// Markup as it is. Literals are meant to be the static ones, which are copied without a word.
    @_disfavoredOverload
    mutating func raw(_ markup: String) {
        var markup = markup
        markup.withUTF8 { raw($0) }
    }

    /// Markup as it is.
    mutating func raw(_ markup: ArraySlice<UInt8>) { markup.withUnsafeBufferPointer { raw($0) } }

    @inline(__always)
    mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        memcpy(storage + count, start, bytes.count)
        count &+= bytes.count
    }

    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        storage[count] = byte
        count &+= 1
    }

    /// Writes at most so many bytes.
    @inline(__always)
    mutating func write(atMost room: Int, _ body: (inout ByteSink) -> Void) {
        reserve(room)
        var sink = ByteSink(storage + count)
        body(&sink)
        count = sink.place - storage
    }

    @inline(__always)
    mutating func integer(_ value: Int) { write(atMost: 20) { $0.put(value) } }

    /// The letters of a zero-based column.
    @inline(__always)
    mutating func letters(ofColumn column: Int32) {
        reserve(4)
        let column = UInt32(bitPattern: column)
        if column >= 702 { letter((column &- 702) / 676) }
        if column >= 26 { letter((column &- 26) / 26 % 26) }
        letter(column % 26)
    }

    @inline(__always)
    private mutating func letter(_ index: UInt32) {
        storage[count] = 65 &+ UInt8(truncatingIfNeeded: index)
        count &+= 1
    }

    /// A finite number in its shortest form that reads back as the same value.
    mutating func number(_ value: Double) {
        assert(value.isFinite, "a cell holds no infinity")
        write(atMost: 32) { $0.put(value) }
    }

    @inline(__always)
    private mutating func reserve(_ room: Int) {
        if capacity &- count < room { grow(room) }
    }

    @inline(never)
    private mutating func grow(_ room: Int) {
        let larger = max(capacity * 2, count + room)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        memcpy(moved, storage, count)
        storage.deallocate()
        storage = moved
        capacity = larger
    }
}
