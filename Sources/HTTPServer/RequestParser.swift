// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import CHTTPParser

/// Reads the requests of one connection, one after the other.
///
/// The syntax is Beast's, behind `CHTTPParser`; the bounds on what may pile up before a piece is complete are ours.
///
///     switch parser.head(in: bytes) {
///     case .complete(let head, let length): …  // consume `length` bytes, then parse the body if there is one
struct RequestParser: ~Copyable {
    private let parser: OpaquePointer
    private let headBytes: Int
    /// How far the search for the head's end has come.
    private var scanned = 0
    /// Bytes of the body as sent, chunk framing included.
    private var wireBytes = 0

    init(limits: HTTPServerLimits) {
        parser = chttp_parser_create(UInt64(limits.bodyBytes), limits.fieldCount)
        headBytes = limits.headBytes
    }

    deinit {
        chttp_parser_destroy(parser)
    }

    enum Head {
        case incomplete
        case complete(RequestHead, length: Int)
    }

    /// Parses the head at the start of `bytes`, which grow from call to call until it is complete.
    mutating func head(in bytes: UnsafeBufferPointer<UInt8>) throws(RequestRefusal) -> Head {
        var length = 0
        switch chttp_find_head(bytes.baseAddress, bytes.count, &scanned, &length) {
        case CHTTP_DONE: break
        case CHTTP_MORE:
            if bytes.count > headBytes { throw RequestRefusal(status: scanned == 0 ? 414 : 431) }
            return .incomplete
        default: throw RequestRefusal(status: 400)
        }
        if length > headBytes { throw RequestRefusal(status: 431) }
        scanned = 0
        wireBytes = 0
        var head = chttp_head()
        try Self.check(chttp_parser_head(parser, bytes.baseAddress, length, &head))
        return .complete(try RequestHead(head), length: length)
    }

    /// What a part of the body amounted to. `consumed` bytes are used up.
    struct Body {
        var consumed: Int
        var isComplete: Bool
    }

    /// Parses as much of the body as `bytes` hold and appends it.
    mutating func body(
        in bytes: UnsafeBufferPointer<UInt8>, appendingTo body: inout [UInt8]
    ) throws(RequestRefusal) -> Body {
        var total = 0
        while true {
            var consumed = 0
            var piece = chttp_slice()
            let rest = UnsafeBufferPointer(rebasing: bytes[total...])
            let result = chttp_parser_body(parser, rest.baseAddress, rest.count, &consumed, &piece)
            total += consumed
            wireBytes += consumed
            body.append(contentsOf: UnsafeBufferPointer(start: piece.bytes, count: piece.count))
            switch result {
            case CHTTP_DONE: return Body(consumed: total, isComplete: true)
            case CHTTP_PROGRESS: continue
            case CHTTP_MORE:
                try checkFraming(pending: bytes.count - total, bodyBytes: body.count)
                return Body(consumed: total, isComplete: false)
            default: try Self.check(result)
            }
        }
    }

    /// A size line or trailer without end, or chunks of one byte with long extensions, would make us read without end
    /// while the body stays within its limit.
    private func checkFraming(pending: Int, bodyBytes: Int) throws(RequestRefusal) {
        if pending > headBytes { throw RequestRefusal(status: 431) }
        let overhead = wireBytes - bodyBytes
        if overhead > headBytes + 8 * bodyBytes { throw RequestRefusal(status: 400) }
    }

    private static func check(_ result: chttp_result) throws(RequestRefusal) {
        switch result {
        case CHTTP_DONE, CHTTP_PROGRESS: return
        case CHTTP_BODY_LIMIT: throw RequestRefusal(status: 413)
        case CHTTP_FIELD_LIMIT: throw RequestRefusal(status: 431)
        case CHTTP_VERSION: throw RequestRefusal(status: 505)
        default: throw RequestRefusal(status: 400)
        }
    }
}
