// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CZlib

/// zlib, which compresses in ways that ISA-L does not and is the other opinion on the streams we put together.
enum Zlib {
    struct Failure: Error { let status: Int32 }

    static func checksum(_ data: some Collection<UInt8>) -> UInt32 {
        UInt32(Array(data).withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
    }

    /// A raw deflate stream. Level 0 stores; the strategies are those of zlib.
    static func deflated(_ data: [UInt8], level: Int32, strategy: Int32 = Z_DEFAULT_STRATEGY) throws -> [UInt8] {
        var stream = z_stream()
        var data = data
        let size = Int32(MemoryLayout<z_stream>.size)
        let opened = deflateInit2_(&stream, level, Z_DEFLATED, -15, 8, strategy, ZLIB_VERSION, size)
        guard opened == Z_OK else { throw Failure(status: opened) }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(data.count))))
        let status = data.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                return deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { throw Failure(status: status) }
        return Array(output.prefix(Int(stream.total_out)))
    }

    /// The data of a raw deflate stream that ends with its last byte.
    static func inflated(_ bytes: [UInt8], size: Int) throws -> [UInt8] {
        var stream = z_stream()
        var bytes = bytes
        let opened = inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { throw Failure(status: opened) }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: size + 1)
        let status = bytes.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw Failure(status: status) }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
