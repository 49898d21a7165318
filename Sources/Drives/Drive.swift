// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A place for items, for the journals of open workbooks, and for the leases that say who may write them.
///
/// Every call is synchronous, may block on the disk, and may be made from any thread; callers run them on their own
/// executors. A call that changes something returns only when the change is on stable storage.
public protocol Drive: DriveItems, Journal, Leases {}
