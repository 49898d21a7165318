// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// How much stack functions that call themselves may use: they end with an error before a usual thread's is used up,
/// however much one level needs.
struct StackBounds {
    /// Where the stack stood when the first function was called.
    private let start: UInt

    /// Threads have 8 MiB unless they are told otherwise; calculation is not alone on them.
    private static let budget: UInt = 4 << 20

    init() { start = Self.mark }

    /// Whether one more level may be entered. Stacks grow downwards.
    var hasRoom: Bool { start < Self.mark + Self.budget }

    /// An address in the current frame.
    private static var mark: UInt {
        var byte: UInt8 = 0
        return withUnsafeMutablePointer(to: &byte) { UInt(bitPattern: $0) }
    }
}
