// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// Bytes of responses on their way to the client.
///
/// A long body is kept as the handler gave it and sent from there, beside the head: it is never copied.
struct OutputBuffer {
    /// Up to this length copying a body is cheaper than sending two pieces.
    private static let longestCopied = 16 << 10

    private var bytes: [UInt8] = []
    private var body: [UInt8] = []
    private var sent = 0

    var isEmpty: Bool { sent == bytes.count + body.count }

    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Appends the last bytes of a response; nothing may follow until all is sent.
    mutating func finish(with body: [UInt8]) {
        precondition(self.body.isEmpty, "one response is sent at a time")
        if body.count <= Self.longestCopied {
            bytes.append(contentsOf: body)
        } else {
            self.body = body
        }
    }

    /// How sending went.
    enum Sending {
        /// All bytes are with the kernel.
        case finished
        /// The client must read before more can be sent; `progress` tells whether it took anything this time.
        case blocked(progress: Bool)
        case failed
    }

    /// Sends as much as a non-blocking socket takes.
    mutating func send(to descriptor: Int32) -> Sending {
        var progress = false
        while !isEmpty {
            let count = sendOnce(to: descriptor)
            if count > 0 {
                sent += count
                progress = true
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                return .blocked(progress: progress)
            } else {
                return .failed
            }
        }
        sent = 0
        bytes.removeAll(keepingCapacity: bytes.capacity <= 2 * Self.longestCopied)
        body = []
        return .finished
    }

    /// Gives idle storage back.
    mutating func release() {
        if isEmpty { self = OutputBuffer() }
    }

    private func sendOnce(to descriptor: Int32) -> Int {
        let flags = Int32(MSG_NOSIGNAL)
        return bytes.withUnsafeBytes { first in
            guard !body.isEmpty else {
                return Glibc.send(descriptor, first.baseAddress.map { $0 + sent }, first.count - sent, flags)
            }
            return body.withUnsafeBytes { second in
                guard sent < first.count else {
                    let position = sent - first.count
                    return Glibc.send(
                        descriptor, second.baseAddress.map { $0 + position }, second.count - position, flags)
                }
                return Self.send(UnsafeRawBufferPointer(rebasing: first[sent...]), second, to: descriptor, flags)
            }
        }
    }

    private static func send(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, to descriptor: Int32, _ flags: Int32
    ) -> Int {
        var pieces = (
            iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
            iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count)
        )
        return withUnsafeMutableBytes(of: &pieces) { raw in
            var message = msghdr()
            message.msg_iov = raw.bindMemory(to: iovec.self).baseAddress
            message.msg_iovlen = 2
            return sendmsg(descriptor, &message, flags)
        }
    }
}
