// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Hands the blocks of a part to a reader as windows that join: what the reader leaves of one stands in front of the
/// next.
struct WindowReading {
    let part: String
    /// The most that a reader may leave.
    let limit: Int

    typealias Next = () throws(PackageError) -> InflatedBlock

    /// Calls `body` with every window and whether it is the last one; see `Package.inflate`.
    ///
    /// `next` gives blocks, waiting for them where another thread fills them; `giveBack` takes those that are not
    /// needed any more.
    func run(
        next: Next, giveBack: (InflatedBlock) -> Void, _ body: (Span<UInt8>, Bool) throws(PackageError) -> Int
    ) throws(PackageError) {
        var window = try next()
        while true {
            let rest = try body(window.span, window.isLast)
            precondition((0...window.count).contains(rest), "a reader cannot leave more than it was given")
            if window.isLast { return giveBack(window) }
            guard rest < limit else { throw .limitExceeded(.windowSize, part: part) }
            window = try joined(window, leaving: rest, next, giveBack)
        }
    }

    private func joined(
        _ last: InflatedBlock, leaving rest: Int, _ next: Next, _ giveBack: (InflatedBlock) -> Void
    ) throws(PackageError) -> InflatedBlock {
        let block = try next()
        if block.hasRoom(inFront: rest) {
            block.prepend(last: rest, of: last)
            giveBack(last)
            return block
        }
        return try wideWindow(last, leaving: rest, block, next, giveBack)
    }

    /// A window for a token longer than blocks provide for. It is at least twice the token's known length, so that
    /// a reader which starts over each time takes linear time.
    private func wideWindow(
        _ last: InflatedBlock, leaving rest: Int, _ block: InflatedBlock, _ next: Next,
        _ giveBack: (InflatedBlock) -> Void
    ) throws(PackageError) -> InflatedBlock {
        var block = block
        let width = min(max(rest * 2, rest + block.count), limit)
        let wide = InflatedBlock(capacity: max(width, rest) + block.capacity, headroom: 0)
        wide.append(last: rest, of: last)
        giveBack(last)
        while true {
            wide.append(last: block.count, of: block)
            giveBack(block)
            if wide.isLast || wide.count >= width { return wide }
            block = try next()
        }
    }
}
