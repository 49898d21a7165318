// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Parts that a thread of its own inflates while they are read, some blocks ahead of their reader.
///
/// The reader meets the same blocks and the same error in the same order as without the thread, whatever the timing.
final class PartsAhead: Sendable {
    /// Bytes of one block: it stays in a processor's cache between the two threads.
    static let window = 1 << 18
    /// Blocks that go round.
    private static let blocks = 5
    /// Parts with fewer bytes are read sooner than a thread starts.
    private static let worthwhileSize = 1 << 20

    private enum Item: Sendable {
        case block(InflatedBlock)
        case failure(PackageError)
    }

    private let filled = Handover<Item>()
    private let free: Handover<InflatedBlock>
    private let thread: SideThread

    /// Starts to inflate parts where this gains something.
    static func whereWorthwhile(
        _ parts: [PartName], of package: Package, window: Int = PartsAhead.window
    ) -> PartsAhead? {
        let size = parts.reduce(0) { $0 + (package.size(of: $1) ?? 0) }
        guard size >= worthwhileSize, SideThread.isWorthwhile else { return nil }
        return PartsAhead(parts, of: package, window: window)
    }

    /// Starts to inflate parts, which then have to be read in the order given; `nil` when there is no thread to be had.
    init?(_ parts: [PartName], of package: Package, window: Int) {
        let capacity = max(64, min(window, package.limits.windowSize))
        let free = Handover(
            (0..<Self.blocks).map { _ in InflatedBlock(capacity: capacity, headroom: capacity / 4) })
        let filled = filled
        let thread = SideThread {
            defer { filled.close() }
            for part in parts {
                do throws(PackageError) {
                    try package.withBlocks(of: part) { blocks throws(PackageError) in
                        while let block = free.take() {
                            try block.fill(from: &blocks)
                            let isLast = block.isLast
                            filled.put(.block(block))
                            if isLast { return }
                        }
                    }
                } catch {
                    return filled.put(.failure(error))
                }
            }
        }
        guard let thread else { return nil }
        self.free = free
        self.thread = thread
    }

    /// Whoever waits for a block to come back ends.
    deinit { free.abandon() }

    /// Reads the next of the parts; see `Package.inflate`.
    func read(
        _ part: PartName, limit: Int, _ body: (Span<UInt8>, Bool) throws(PackageError) -> Int
    ) throws(PackageError) {
        try WindowReading(part: part.path, limit: limit).run(
            next: { () throws(PackageError) in
                switch filled.take() {
                case .block(let block): return block
                case .failure(let error): throw error
                case nil: preconditionFailure("parts are read in the order in which they are inflated")
                }
            },
            giveBack: { if !$0.isWide { free.put($0) } }, body)
    }
}

/// Who inflates a part that is read as a stream.
enum PartInflating {
    /// A thread that inflates several parts in the order in which they are read.
    case ahead(PartsAhead)
    /// A thread for this part where that is worthwhile.
    case byItself
    /// The reading thread, because others are busy.
    case here

    /// Whether the part has to be read, as it is inflated anyway.
    var isAhead: Bool { if case .ahead = self { true } else { false } }

    init(_ ahead: PartsAhead?) { self = ahead.map { .ahead($0) } ?? .byItself }
}
