// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives

/// Where an open workbook stands: whether it takes changes, and what of them its content does not hold yet.
struct Standing: Sendable {
    enum Phase: Sendable {
        case open
        /// Being brought up to date for the last time.
        case closing
        case closed
        /// What the journal holds is unknown; the workbook has to be opened anew.
        case lost
        /// The content it was opened from is gone.
        case ended(InvalidSession)
    }

    var phase = Phase.open
    /// The last sequence in the journal.
    var sequence: Int64
    /// The last sequence that the content holds.
    var savedSequence: Int64
    /// Entries and bytes of the journal that the content does not hold.
    var unsavedEntries = 0
    var unsavedBytes = 0
    /// When the first change came that the content does not hold, and when the last.
    var firstUnsavedChange: Int64 = 0
    var lastChange: Int64 = 0
    /// A checkpoint is wanted without waiting: the journal is of another engine, or large.
    var isUrgent = false
    var isCheckpointing = false
    var failures = 0
    /// No checkpoint is tried before this time.
    var retry: Int64 = .min

    var hasUnsavedChanges: Bool { savedSequence < sequence }

    /// Whether requests may use the workbook.
    var isUsable: Bool {
        if case .open = phase { true } else { false }
    }

    /// Why a change is not taken.
    func refusal(of item: DriveItemID, _ limits: SessionLimits) -> SessionError? {
        switch phase {
        case .open:
            unsavedBytes < limits.journalBytes
                ? nil : .notSaved(item: item, cause: "the journal is full and its checkpoint fails")
        case .closing, .closed, .lost: .workbookClosed(item)
        case .ended(let reason): .invalidSession(reason)
        }
    }

    /// Whether a checkpoint should be started now.
    func isCheckpointDue(at now: Int64, _ limits: SessionLimits) -> Bool {
        guard isUsable, hasUnsavedChanges, !isCheckpointing, now >= retry else { return false }
        return isUrgent || unsavedEntries >= limits.checkpointEntries || unsavedBytes >= limits.checkpointBytes
            || now - lastChange >= limits.checkpointIdle || now - firstUnsavedChange >= limits.checkpointDelay
    }

    mutating func add(entries: Int, bytes: Int, through sequence: Int64, at now: Int64) {
        if !hasUnsavedChanges { firstUnsavedChange = now }
        lastChange = now
        self.sequence = sequence
        unsavedEntries += entries
        unsavedBytes += bytes
    }

    /// Notes that the content holds what the journal held at an earlier moment.
    mutating func save(_ before: Standing) {
        savedSequence = before.sequence
        unsavedEntries -= before.unsavedEntries
        unsavedBytes -= before.unsavedBytes
        firstUnsavedChange = lastChange
        isUrgent = false
        failures = 0
        retry = .min
    }

    /// Notes that a checkpoint failed, and waits longer after each failure.
    mutating func fail(at now: Int64, _ limits: SessionLimits) {
        retry = now + min(limits.checkpointRetry << min(failures, 20), limits.checkpointRetryMaximum)
        failures += 1
    }
}
