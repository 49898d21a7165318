// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Bytes of a text being built. They lie on the stack until they outgrow it, so that a short result costs one
/// allocation at most: that of the string itself.
struct TextBuffer: ~Copyable {
    private let stack: UnsafeMutableBufferPointer<UInt8>
    private var heap: [UInt8] = []
    private var count = 0

    private init(stack: UnsafeMutableBufferPointer<UInt8>) {
        self.stack = stack
    }

    /// Runs `body` on an empty buffer and returns what it wrote.
    static func string(_ body: (inout TextBuffer) -> Void) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 192) { stack in
            var buffer = TextBuffer(stack: stack)
            body(&buffer)
            return buffer.makeString()
        }
    }

    var isEmpty: Bool { count == 0 && heap.isEmpty }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count < stack.count {
            stack[count] = byte
            count += 1
        } else {
            heap.append(byte)
        }
    }

    mutating func append(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    mutating func append(_ text: Substring) {
        for byte in text.utf8 { append(byte) }
    }

    mutating func append(_ byte: UInt8, times: Int) {
        for _ in 0..<max(0, times) { append(byte) }
    }

    /// Appends a number that is not negative, with leading zeros up to `width` digits.
    mutating func append(_ number: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while number / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        if digits < width { append(.zero, times: width - digits) }
        var rest = number
        while divisor > 1 {
            let digit = rest / divisor
            append(.zero + UInt8(truncatingIfNeeded: digit))
            rest -= digit * divisor
            divisor /= 10
        }
        append(.zero + UInt8(truncatingIfNeeded: rest))
    }

    private func makeString() -> String {
        if heap.isEmpty {
            return String(decoding: UnsafeBufferPointer(rebasing: stack[..<count]), as: UTF8.self)
        }
        return String(decoding: Array(stack[..<count]) + heap, as: UTF8.self)
    }
}

extension UInt8 {
    static let zero = UInt8(ascii: "0")
    static let space = UInt8(ascii: " ")
    static let minus = UInt8(ascii: "-")
    static let point = UInt8(ascii: ".")
    static let comma = UInt8(ascii: ",")
}
