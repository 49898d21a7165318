// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import HTTPMessages
import OData

/// A connection to a server on this machine that is kept from request to request.
final class ServerConnection {
    private let descriptor: Int32
    /// Bytes that came behind the last response.
    private var received: [UInt8] = []

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw ServerConnectionError.connect(errno) }
    }

    deinit { close(descriptor) }

    /// Sends a request and waits for its answer.
    func send(
        _ method: String, _ target: String, _ headers: HTTPHeaders = [:], body: [UInt8] = []
    ) throws -> HTTPResponse {
        begin(method, target, headers, body: body)
        return try answer()
    }

    /// Sends a JSON body and waits for the answer.
    func send(
        _ method: String, _ target: String, _ headers: HTTPHeaders = [:], json: JSONValue
    ) throws -> HTTPResponse {
        var headers = headers
        headers["Content-Type"] = "application/json"
        return try send(method, target, headers, body: json.serialized())
    }

    /// Sends a request as far as the server takes it: one that refuses a body does not read it to its end.
    func begin(_ method: String, _ target: String, _ headers: HTTPHeaders = [:], body: [UInt8] = []) {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for field in headers.fields { head += "\(field.name): \(field.value)\r\n" }
        head += "Content-Length: \(body.count)\r\n\r\n"
        let bytes = Array(head.utf8) + body
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.send(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                    Int32(MSG_NOSIGNAL))
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Whether something of an answer has arrived.
    var hasAnswer: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return !received.isEmpty || poll(&entry, 1, 0) > 0
    }

    /// Reads the answer to the request that was sent.
    func answer() throws -> HTTPResponse {
        let mark = Array("\r\n\r\n".utf8)
        var end = received.firstRange(of: mark)
        while end == nil {
            try receive()
            end = received.firstRange(of: mark)
        }
        guard let end else { throw ServerConnectionError.malformed }
        let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw ServerConnectionError.malformed
        }
        var headers = HTTPHeaders()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers.append(String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        let length = headers["Content-Length"].flatMap { Int($0) } ?? 0
        while received.count < end.upperBound + length { try receive() }
        let body = Array(received[end.upperBound..<end.upperBound + length])
        received.removeFirst(end.upperBound + length)
        return HTTPResponse(status: status, headers: headers, body: body)
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw ServerConnectionError.closed(count == 0 ? 0 : errno) }
        received += buffer[..<count]
    }
}

enum ServerConnectionError: Error {
    case connect(Int32)
    /// The connection ended before the answer did; the number is that of the system's error.
    case closed(Int32)
    case malformed
}

extension HTTPResponse {
    /// The body as JSON; null when it is none.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// The first- and second-level codes of an error.
    var errorCodes: [String?] {
        [json["error"]?["code"]?.stringValue, json["error"]?["innerError"]?["code"]?.stringValue]
    }

    var isSuccess: Bool { (200..<300).contains(status) }
}
