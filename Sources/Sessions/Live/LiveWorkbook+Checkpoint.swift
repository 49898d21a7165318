// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import OOXML
import Synchronization

extension LiveWorkbook {
    /// Returns when the content of the item holds every change saved before the call.
    func checkpoint() async throws(SessionError) {
        let target = snapshot.version
        while true {
            let (isDone, failure) = standing.withLock { standing -> (Bool, SessionError?) in
                switch standing.phase {
                case .open, .closing: (standing.savedSequence >= target, nil)
                case .closed, .lost: (standing.savedSequence >= target, .workbookClosed(itemID))
                case .ended(let reason): (false, .invalidSession(reason))
                }
            }
            if isDone { return }
            if let failure { throw failure }
            try await (checkpointing ?? startCheckpoint()).value.get()
        }
    }

    private func startCheckpoint() -> Task<Result<Void, SessionError>, Never> {
        let task = Task { await self.writeCheckpoint() }
        checkpointing = task
        return task
    }

    /// Writes the present snapshot in the background; changes go on meanwhile.
    private func writeCheckpoint() async -> Result<Void, SessionError> {
        standing.withLock { $0.isCheckpointing = true }
        defer {
            checkpointing = nil
            standing.withLock { $0.isCheckpointing = false }
        }
        let (snapshot, file, context, itemID) = (snapshot, file, context, itemID)
        let (lease, contentVersion) = (lease, contentVersion)
        let before = standing.withLock { $0 }
        mustNumber = true
        do throws(SessionError) {
            let written = try await context.pool.run { () throws(SessionError) -> Written in
                try Self.write(snapshot, into: file, lease, contentVersion, itemID, context.drive)
            }
            self.file = written.file
            self.contentVersion = written.contentVersion
            memory.store(
                WorkbookMemory.bytes(of: snapshot.workbook) + written.fileSize, ordering: .relaxed)
            standing.withLock { $0.save(before) }
            for notice in written.file.notices { context.report(.checkpointNoticed(item: itemID, notice)) }
            return .success(())
        } catch {
            var failure = error
            if case .drive(let cause) = error { failure = loss(by: cause) ?? error }
            let now = context.clock.milliseconds
            standing.withLock { $0.fail(at: now, context.limits) }
            context.report(.checkpointFailed(item: itemID, failure))
            return .failure(failure)
        }
    }

    private struct Written: Sendable {
        var file: any WorkbookFile
        var fileSize: Int
        var contentVersion: Int64
    }

    private static func write(
        _ snapshot: Snapshot, into file: any WorkbookFile, _ lease: Lease, _ contentVersion: Int64,
        _ itemID: DriveItemID, _ drive: any Drive
    ) throws(SessionError) -> Written {
        let saved: any WorkbookFile
        let bytes: [UInt8]
        do throws(PackageError) {
            saved = try file.saving(snapshot.workbook)
            bytes = try saved.bytes
        } catch {
            throw .notWritable(item: itemID, error)
        }
        do throws(DriveError) {
            let item = try drive.replaceContent(
                Checkpoint(
                    itemID: itemID, epoch: lease.epoch, baseVersion: contentVersion,
                    journalThrough: snapshot.version, bytes: bytes))
            return Written(file: saved, fileSize: bytes.count, contentVersion: item.contentVersion)
        } catch {
            throw .drive(error)
        }
    }

    /// Ends the workbook after its changes are in its content, or at least tried: they are in the journal.
    func close() async {
        standing.withLock { if $0.isUsable { $0.phase = .closing } }
        do throws(SessionError) {
            try await checkpoint()
        } catch {
            // What the content lacks is replayed when the workbook is opened again.
        }
        let lease = lease
        let drive = context.drive
        let mustRelease = standing.withLock { standing in
            guard case .closing = standing.phase else { return false }
            standing.phase = .closed
            return true
        }
        guard mustRelease else { return }
        // A lease that is not given up ends with the next acquisition.
        await context.pool.run { () -> Void in try? drive.releaseLease(lease) }
    }
}
