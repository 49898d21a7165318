// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Where the journal of one file stands.
package struct JournalState: Hashable, Sendable {
    package var epoch: Int64
    /// The last sequence ever used, dropped entries included; zero if none.
    package var lastSequence: Int64

    package init(epoch: Int64, lastSequence: Int64) {
        self.epoch = epoch
        self.lastSequence = lastSequence
    }
}
