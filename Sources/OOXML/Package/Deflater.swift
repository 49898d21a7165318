// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Compressed data with what the zip directory says about it.
struct DeflatedData: Sendable, Equatable {
    /// A raw deflate stream.
    let bytes: [UInt8]
    /// The CRC-32 of the uncompressed data.
    let checksum: UInt32
    /// Uncompressed bytes.
    let size: Int
    /// Places of the stream where reading can begin, in order, as far as they are known.
    var points: [DeflatePoint] = []
}

/// Deflates data that arrives in pieces, so that a big part is never held uncompressed as a whole.
///
///     var deflater = Deflater()
///     deflater.append(bytes)
///     let data = deflater.finish()
///
/// Data is gathered into blocks of one size, and from the second block on a thread of its own compresses them while the
/// next one is written. The stream sees the same blocks in the same order with and without the thread, so the bytes
/// depend on the data alone.
struct Deflater: ~Copyable {
    private let stream = DeflatingStream()
    private let usesThread: Bool
    private var block = DeflaterBlock()
    private var aside: DeflatingAside?
    private var isFirst = true

    /// - Parameter usesThread: whether a thread may help.
    init(usesThread: Bool = SideThread.isWorthwhile) { self.usesThread = usesThread }

    /// Compresses more data.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = block.fill(UnsafeRawBufferPointer(rebasing: rest))
            rest = rest.dropFirst(count)
            if block.isFull { passBlock() }
        }
    }

    private mutating func passBlock() {
        // Many parts end with their first block, and a thread is not worth starting for them.
        if !isFirst, usesThread, aside == nil { aside = DeflatingAside(stream) }
        isFirst = false
        if let aside {
            block = aside.exchange(block)
        } else {
            stream.append(block.bytes)
            block.removeAll()
        }
    }

    /// Ends the stream and gives its bytes.
    consuming func finish() -> DeflatedData {
        aside?.finish()
        stream.append(block.bytes)
        return stream.finish()
    }
}

extension DeflatedData {
    /// Deflates data that is held as a whole.
    init(deflating data: [UInt8]) {
        let stream = DeflatingStream()
        data.withUnsafeBytes { stream.append($0) }
        self = stream.finish()
    }
}
