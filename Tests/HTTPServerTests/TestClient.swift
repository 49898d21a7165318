// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Dispatch
import Glibc
import HTTPMessages

/// A client that says exactly what a test wants it to say, on a socket of its own.
///
/// Its calls block, so it has its own thread to block: the tests' threads are also those of the tasks it waits for.
actor TestClient {
    enum Failure: Error {
        case connecting(Int32)
        case sending(Int32)
        case receiving(Int32)
        case endOfStream(received: String)
        case notHTTP(String)
    }

    struct Response: Equatable {
        var status: Int
        var reason: String
        var headers: HTTPHeaders
        var body: [UInt8] = []

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private final class Executor: SerialExecutor {
        private let queue = DispatchQueue(label: "test client")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }

    private let executor = Executor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to `127.0.0.1`, or to `::1`.
    init(port: Int, isIPv6: Bool = false, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4)
        }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        var storage = sockaddr_storage()
        let length = withUnsafeMutableBytes(of: &storage) { raw in
            if isIPv6 {
                let address = raw.bindMemory(to: sockaddr_in6.self)
                address[0].sin6_family = sa_family_t(AF_INET6)
                address[0].sin6_port = in_port_t(port).bigEndian
                inet_pton(AF_INET6, "::1", &address[0].sin6_addr)
                return MemoryLayout<sockaddr_in6>.size
            }
            let address = raw.bindMemory(to: sockaddr_in.self)
            address[0].sin_family = sa_family_t(AF_INET)
            address[0].sin_port = in_port_t(port).bigEndian
            inet_pton(AF_INET, "127.0.0.1", &address[0].sin_addr)
            return MemoryLayout<sockaddr_in>.size
        }
        let target = descriptor
        let status = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(target, $0, socklen_t(length)) }
        }
        if status != 0 {
            let cause = errno
            close(descriptor)
            throw Failure.connecting(cause)
        }
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { throw Failure.sending(errno) }
            sent += count
        }
    }

    /// Sends like ``send(_:)-([UInt8])``, but gives up when nothing has gone out for half a second.
    func sendImpatiently(_ bytes: [UInt8]) throws {
        var limit = timeval(tv_sec: 0, tv_usec: 500_000)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        try send(bytes)
    }

    /// Sends the end of the stream; responses can still be read.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Goes away for good.
    func disconnect() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Goes away as a crashed client does: what is on its way is lost.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        let null = open("/dev/null", O_RDWR)
        dup2(null, descriptor)
        close(null)
    }

    /// Reads one response, interim ones included.
    func response(toHead isHead: Bool = false) throws -> Response {
        var end: Int?
        while end == nil {
            end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
            if end == nil { try receive() }
        }
        let head = String(decoding: received[..<(end! - 4)], as: UTF8.self)
        received.removeFirst(end!)
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let statusLine = lines.removeFirst().split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard statusLine.count == 3, statusLine[0] == "HTTP/1.1", let status = Int(statusLine[1]) else {
            throw Failure.notHTTP(head)
        }
        var response = Response(status: status, reason: String(statusLine[2]), headers: [:])
        for line in lines {
            guard let colon = line.firstRange(of: ": ") else { throw Failure.notHTTP(head) }
            response.headers.append(String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
        }
        if !isHead, let length = response.headers["Content-Length"].flatMap({ Int($0) }), status != 304 {
            while received.count < length { try receive() }
            response.body = Array(received.prefix(length))
            received.removeFirst(length)
        }
        return response
    }

    /// Sends a request and reads its response.
    func exchange(_ request: String) throws -> Response {
        try send(request)
        return try response()
    }

    /// Reads until the server ends the stream or resets it.
    func rest() throws -> [UInt8] {
        do {
            while true { try receive() }
        } catch Failure.endOfStream {
        } catch Failure.receiving(ECONNRESET) {
        }
        defer { received = [] }
        return received
    }

    /// Reads at least this many bytes and leaves them unread for the next call.
    func peek(_ count: Int) throws {
        while received.count < count { try receive() }
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { throw Failure.receiving(errno) }
        if count == 0 { throw Failure.endOfStream(received: String(decoding: received, as: UTF8.self)) }
        received.append(contentsOf: buffer[..<count])
    }
}
