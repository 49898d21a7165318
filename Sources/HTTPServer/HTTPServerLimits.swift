// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How much one client, and all of them together, may ask of the server, and how long they may take.
///
/// Sizes are bytes, times seconds. A request that breaks a limit gets the status named there, then its connection is
/// closed.
public struct HTTPServerLimits: Sendable {
    /// The longest head, from the method to the blank line: 431, or 414 if the request line alone is longer. The
    /// framing of a chunked body (a chunk's size line, the trailer) is held to the same length.
    public var headBytes = 16 << 10
    /// The most field lines in a head: 431.
    public var fieldCount = 100
    /// The longest body, after its chunks are undone: 413.
    public var bodyBytes = 64 << 20
    /// The bytes of all bodies that are arriving or in a handler's hands: 503.
    public var allBodyBytes = 1 << 30
    /// Connections open at one time, those included whose client has left but whose handler has not returned. Further
    /// clients wait in the kernel's queue, and idle connections are closed to make room for them.
    public var connections = 4096

    /// From the first byte of a head, or from the opening of the connection, to the head's end: 408.
    public var headSeconds = 10.0
    /// The head start a body has before `bodyBytesPerSecond` counts.
    public var bodyGraceSeconds = 5.0
    /// The slowest rate, on average, at which a body may arrive: 408.
    public var bodyBytesPerSecond = 240.0
    /// How long the client may accept nothing of a response; then the connection is closed.
    public var writeSeconds = 30.0
    /// How long a connection may stay open between two requests.
    public var idleSeconds = 60.0
    /// After a last response, how long what the client still sends is read and thrown away, so that a reset does not
    /// take the response from it (RFC 9112 §9.6).
    public var lingerSeconds = 3.0
    /// How much is thrown away at most.
    public var lingerBytes = 16 << 20

    public init() {}

    /// How often deadlines are looked at: often enough that none is missed by more than a quarter.
    var sweepSeconds: Double {
        let shortest = min(headSeconds, bodyGraceSeconds, writeSeconds, idleSeconds, lingerSeconds)
        return min(max(shortest / 4, 0.01), 0.5)
    }

    /// The first limit that makes no sense, if there is one.
    var nonsense: String? {
        let counts: KeyValuePairs = [
            "headBytes": headBytes, "fieldCount": fieldCount, "bodyBytes": bodyBytes, "allBodyBytes": allBodyBytes,
            "connections": connections, "lingerBytes": lingerBytes,
        ]
        let rates: KeyValuePairs = [
            "headSeconds": headSeconds, "bodyGraceSeconds": bodyGraceSeconds,
            "bodyBytesPerSecond": bodyBytesPerSecond, "writeSeconds": writeSeconds, "idleSeconds": idleSeconds,
            "lingerSeconds": lingerSeconds,
        ]
        if let count = counts.first(where: { $0.value <= 0 }) { return "\(count.key) \(count.value)" }
        if let rate = rates.first(where: { !($0.value > 0) }) { return "\(rate.key) \(rate.value)" }
        return nil
    }
}
