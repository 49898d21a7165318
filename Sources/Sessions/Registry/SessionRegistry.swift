// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
import Synchronization

/// Every open workbook, session and operation of a server.
///
/// What most requests need, a session by its id and a workbook that is open, is found in tables without waiting for
/// the actor; the actor itself opens and closes.
public actor SessionRegistry {
    nonisolated let context: SessionContext
    nonisolated let sessions = ShardedTable<SessionID, SessionRecord>()
    nonisolated let workbooks = ShardedTable<DriveItemID, LiveWorkbook>()

    /// The task, not its result, so that two requests never open one workbook twice.
    var opening: [DriveItemID: Task<Result<LiveWorkbook, SessionError>, Never>] = [:]
    var closing: [DriveItemID: Task<Void, Never>] = [:]
    var operations: [String: SessionOperation] = [:]
    var sweeping: Task<Void, Never>?
    var isShutDown = false
    /// Items that are not open and whose journals hold what their contents do not.
    nonisolated let unsaved = ShardedTable<DriveItemID, Bool>()

    /// A registry over a drive. Nothing happens by itself before `start`.
    ///
    /// - Parameter report: told what an operator may want to read in the log; called from any thread.
    /// - Throws: `SessionError.system` when no thread can be made.
    public init(
        drive: any Drive, format: WorkbookFormat = .spreadsheet(), coding: CommandCoding = .standard,
        limits: SessionLimits = SessionLimits(),
        clock: any SessionClock = SystemClock(), report: @escaping @Sendable (SessionEvent) -> Void = { _ in }
    ) throws(SessionError) {
        context = SessionContext(
            drive: drive, limits: limits, clock: clock, format: format, coding: coding, pool: try WorkerPool(limits),
            report: report)
    }

    /// The bounds this registry works within.
    public nonisolated var limits: SessionLimits { context.limits }
}
