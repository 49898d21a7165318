// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Functions
import Synchronization

/// The indexes of a workbook while it is calculated, for all the threads that do it: one makes an index, the others
/// wait for it and use it.
final class IndexShelf: Sendable {
    private let indexes = Mutex(LineIndexes())

    /// The indexes move here from a workbook's state and back, so that they are owned once.
    func exchange(_ other: inout LineIndexes) { indexes.withLock { swap(&$0, &other) } }

    func values(_ request: LineIndexes.Request) -> (index: ValueIndex, bounds: ClosedRange<Int32>)? {
        indexes.withLock { $0.values(request) }
    }

    func criteria(
        _ request: LineIndexes.Request, _ number: @escaping (CellText) -> Double?
    ) -> (index: ValueIndex, bounds: ClosedRange<Int32>)? {
        indexes.withLock { $0.criteria(request, number) }
    }

    func order(_ request: LineIndexes.Request, sorts: Bool) -> (index: OrderIndex, bounds: ClosedRange<Int32>)? {
        indexes.withLock { $0.order(request, sorts: sorts) }
    }
}
