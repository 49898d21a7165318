// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Who may write which item.
public protocol Leases: Sendable {
    /// Acquires the lease of a file and so ends every earlier one. On a drive of a single node this succeeds whenever
    /// the file exists: the process that asks is the only one there is.
    func acquireLease(of item: DriveItemID) throws(DriveError) -> Lease

    /// Gives a lease up: the epoch moves on, so that nothing more can be written under it. Giving up a lease that has
    /// ended, or whose item is gone, does nothing.
    func releaseLease(_ lease: Lease) throws(DriveError)
}
