// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Testing

@testable import HTTPServer

@Suite struct RequestParserTests {
    /// Feeds a request in two parts and gives what the parser makes of it: a status, or the body.
    private static func parse(_ bytes: [UInt8], splitAt split: Int, limits: HTTPServerLimits) -> (Int, [UInt8])? {
        var parser = RequestParser(limits: limits)
        var body: [UInt8] = []
        var position = 0
        var isInBody = false
        do throws(RequestRefusal) {
            for end in [split, bytes.count] {
                while true {
                    let before = position
                    let wasInBody = isInBody
                    let arrived = Array(bytes[position..<end])
                    if isInBody {
                        let part = try arrived.withUnsafeBufferPointer { pointer throws(RequestRefusal) in
                            try parser.body(in: pointer, appendingTo: &body)
                        }
                        position += part.consumed
                        if part.isComplete { return (200, body) }
                    } else {
                        let head = try arrived.withUnsafeBufferPointer { pointer throws(RequestRefusal) in
                            try parser.head(in: pointer)
                        }
                        if case .complete(let head, let length) = head {
                            position += length
                            guard head.hasBody else { return (200, body) }
                            isInBody = true
                        }
                    }
                    if position == before && wasInBody == isInBody { break }
                }
            }
        } catch {
            return (error.status, [])
        }
        return nil
    }

    static let samples = [
        "GET /a?b=c HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nConnection: keep-alive, x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n",
    ]

    @Test(arguments: samples)
    func `The result does not depend on where the bytes were cut`(sample: String) throws {
        let bytes = Array(sample.utf8)
        let whole = try #require(Self.parse(bytes, splitAt: bytes.count, limits: HTTPServerLimits()))
        #expect(whole.0 == 200)
        let differing = (0...bytes.count).filter { split in
            guard let result = Self.parse(bytes, splitAt: split, limits: HTTPServerLimits()) else { return true }
            return result != whole
        }
        #expect(differing.isEmpty)
    }

    @Test(arguments: 1...4)
    func `No mutation of a request does harm`(seed: UInt64) {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let spice: [UInt8] = [0, 9, 10, 13, 32, 34, 44, 48, 58, 59, 61, 92, 102, 127, 128, 255]
        let allowed: Set = [200, 400, 413, 417, 431, 501, 505]
        let tight = limits { $0.bodyBytes = 100 }
        var surprising: [[UInt8]] = []
        for _ in 0..<5000 {
            var bytes = Array(Self.samples[random(Self.samples.count)].utf8)
            for _ in 0...random(4) {
                let position = random(bytes.count)
                switch random(4) {
                case 0: bytes[position] = spice[random(spice.count)]
                case 1: bytes.insert(spice[random(spice.count)], at: position)
                case 2: bytes.remove(at: position)
                default:
                    bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + random(20))], at: position)
                }
            }
            let split = random(bytes.count + 1)
            let parts = Self.parse(bytes, splitAt: split, limits: tight)
            let whole = Self.parse(bytes, splitAt: bytes.count, limits: tight)
            if let parts, !allowed.contains(parts.0) { surprising.append(bytes) }
            // Where the bytes are cut may decide what is noticed first, never whether the request is taken.
            if parts?.0 == 200 || whole?.0 == 200, parts?.0 != whole?.0 || parts?.1 != whole?.1 {
                surprising.append(bytes)
            }
        }
        #expect(surprising.isEmpty)
    }
}
