// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import OOXML

/// The bounds within which sessions work, so that nothing grows without end. Times are in milliseconds.
public struct SessionLimits: Sendable {
    /// Idle time after which a persistent session expires (Graph: about 5 minutes).
    public var persistentIdle: Int64 = 300_000
    /// Idle time after which a non-persistent session expires (Graph: about 7 minutes).
    public var nonPersistentIdle: Int64 = 420_000
    /// Sessions of all kinds that may exist at once, the ended ones that are still remembered included.
    public var sessions = 20_000
    /// Workbooks that may be open at once.
    public var openWorkbooks = 512
    /// Estimated bytes that open workbooks and forks may hold together (see `WorkbookMemory`).
    public var memory = 8 << 30
    /// Time after which an open workbook without sessions and requests is closed.
    public var workbookIdle: Int64 = 60_000

    /// Changes of one workbook that may wait for their turn.
    public var waitingChanges = 1024
    /// Changes that are written to the journal together at most.
    public var groupSize = 64
    /// Time after which a group takes no further change in, so that its first does not wait for the work of many.
    public var groupTime: Int64 = 5
    /// Time from the arrival of a change to the point where its calculation is given up with `requestAborted`.
    public var calculationTime: Int64 = 30_000
    /// The same for the calculation that opening a workbook may need.
    public var openingCalculationTime: Int64 = 60_000

    /// Time without a change after which the content is brought up to date with the journal.
    public var checkpointIdle: Int64 = 1_000
    /// Longest time that changes stay out of the content while more keep coming.
    public var checkpointDelay: Int64 = 30_000
    /// Journal entries that make a checkpoint due at once.
    public var checkpointEntries = 1_000
    /// Journal bytes that make a checkpoint due at once.
    public var checkpointBytes = 16 << 20
    /// Journal bytes at which changes are refused until a checkpoint succeeds.
    public var journalBytes = 1 << 30
    /// Wait after a first failed checkpoint; it doubles with each further failure.
    public var checkpointRetry: Int64 = 1_000
    /// Longest wait between two attempts at a checkpoint.
    public var checkpointRetryMaximum: Int64 = 60_000

    /// Time for which a finished operation can be asked for (Graph's clients poll at most 4 minutes apart).
    public var operationRetention: Int64 = 600_000
    /// Operations that are remembered or running at once.
    public var operations = 10_000

    /// Threads that calculate, read and write at once.
    public var threads = 16
    /// Stack of each of these threads in bytes, of virtual memory: formulas nest, and are walked recursively.
    public var stackSize = 256 << 20
    /// Time after which a thread without work ends.
    public var threadIdle: Int64 = 10_000
    /// Time between two looks at what has expired or is due.
    public var sweepInterval: Int64 = 250
    /// Workbooks that recovery opens at once.
    public var recoveries = 2
    /// Bounds of the files that are opened.
    public var package = PackageLimits()

    /// The limits of a registry when nothing else is configured.
    public init() {}
}
