// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CEpoll
internal import Glibc

/// A listening socket.
///
/// There is one for the whole server: with one per loop and SO_REUSEPORT, a second server on the same port would not
/// be refused but would silently take half of the first one's clients.
struct Listener: ~Copyable {
    /// The kernel's queue of clients not yet accepted; the system's own maximum caps it.
    private static let backlog: Int32 = 1024

    let descriptor: Int32
    /// The port in use, also when the system chose it.
    let port: Int

    /// Binds a numeric address and listens.
    init(address: String, port: Int) throws(HTTPServerError) {
        let name = Self.name(address: address, port: port)
        var found: UnsafeMutablePointer<addrinfo>?
        var wanted = addrinfo()
        wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard getaddrinfo(address, String(port), &wanted, &found) == 0, let found else {
            throw .invalidConfiguration(subject: "address \(address)")
        }
        defer { freeaddrinfo(found) }
        let descriptor = cepoll_socket(found.pointee.ai_family)
        guard descriptor >= 0 else { throw .listening(address: name, cause: HTTPServerError.cause(errno)) }
        // A restarted server must not wait for the connections of its predecessor to be forgotten.
        _ = cepoll_set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if found.pointee.ai_family == AF_INET6 {
            _ = cepoll_set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0)
        }
        guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0,
            listen(descriptor, Self.backlog) == 0
        else {
            let cause = HTTPServerError.cause(errno)
            close(descriptor)
            throw .listening(address: name, cause: cause)
        }
        self.descriptor = descriptor
        self.port = Self.boundPort(of: descriptor) ?? port
    }

    deinit {
        close(descriptor)
    }

    /// The next client's socket, if one waits.
    func accept() -> Int32? {
        let client = cepoll_accept(descriptor)
        guard client >= 0 else { return nil }
        _ = cepoll_set(client, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        // Keeps what a slow reader ties up in the kernel small, and makes every bit of its progress visible.
        _ = cepoll_set(client, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, 64 << 10)
        return client
    }

    private static func name(address: String, port: Int) -> String {
        address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    private static func boundPort(of descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            let status = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
            guard status == 0 else { return nil }
            // Both families keep the port in the same place.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
    }
}
