// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Drives
public import Workbooks

/// The workbook that a request works on: the one all share, or the private copy of its session.
///
///     let host = try await registry.host(session: header, item: item)
///     let done = try await host.perform(command)
///     … done.snapshot.workbook …
///
/// A host is for one request. It keeps neither the session nor the workbook alive.
public struct Host: Sendable {
    enum Target: Sendable {
        case live(LiveWorkbook)
        case fork(ForkedWorkbook)
    }

    let registry: SessionRegistry
    let target: Target
    /// The session of the request; nil for a call without one.
    public let session: Session?

    /// How often a workbook is opened again that was closed under a request.
    private static let attempts = 8

    /// The workbook's item.
    public var itemID: DriveItemID {
        switch target {
        case .live(let workbook): workbook.itemID
        case .fork(let workbook): workbook.itemID
        }
    }

    /// The workbook as it is now, with every change acknowledged before. Never waits.
    public var snapshot: Snapshot {
        switch target {
        case .live(let workbook): workbook.snapshot
        case .fork(let workbook): workbook.snapshot
        }
    }

    /// Applies a command and recalculates. When it returns, the change is saved, unless the session is not persistent;
    /// when it throws anything but `outcomeUnknown`, nothing has changed.
    ///
    /// Cancelling the task, or the limit on the time of calculation, ends it with `WorkbookError.requestAborted`.
    @discardableResult
    public func perform(_ command: any Command) async throws(SessionError) -> Performed {
        try await perform { _ throws(WorkbookError) in .command(command) }
    }

    /// Applies the command that is found when its turn comes, which is the one that is saved.
    @discardableResult
    public func perform(deciding decision: @escaping Decision) async throws(SessionError) -> Performed {
        try await perform { workbook throws(WorkbookError) in .command(try decision(workbook)) }
    }

    /// Calculates what is dirty and volatile, or every formula (Graph: `application/calculate`).
    @discardableResult
    public func calculate(everything: Bool) async throws(SessionError) -> Performed {
        try await perform { _ throws(WorkbookError) in .calculation(everything: everything) }
    }

    private func perform(_ task: @escaping TaskChoice) async throws(SessionError) -> Performed {
        let context = registry.context
        let flag = CancellationFlag(after: context.limits.calculationTime, context.clock)
        let result = await withTaskCancellationHandler {
            await attempt(task, flag)
        } onCancel: {
            flag.raise()
        }
        return try result.get()
    }

    private func attempt(
        _ task: @escaping TaskChoice, _ flag: CancellationFlag
    ) async -> Result<Performed, SessionError> {
        do throws(SessionError) {
            switch target {
            case .fork(let workbook): return .success(try await workbook.perform(task, flag))
            case .live(let workbook): return .success(try await perform(task, flag, on: workbook))
            }
        } catch {
            return .failure(error)
        }
    }

    private func perform(
        _ task: @escaping TaskChoice, _ flag: CancellationFlag, on workbook: LiveWorkbook
    ) async throws(SessionError) -> Performed {
        var workbook = workbook
        for _ in 0..<Self.attempts {
            do throws(SessionError) {
                return try await workbook.perform(task, flag)
            } catch {
                switch error {
                case .workbookClosed:
                    break
                case .invalidSession(let reason):
                    await registry.forget(workbook, because: reason)
                    // A call without a session goes to whatever content the item has now.
                    guard session == nil, reason.isReCreatable else { throw error }
                default:
                    throw error
                }
            }
            let next = try await registry.liveWorkbook(itemID)
            // A command names sheets by ids, which another opening may have given to other sheets.
            guard next.snapshot.namesSheets(like: workbook.snapshot) else { break }
            workbook = next
        }
        throw .workbookClosed(itemID)
    }
}
