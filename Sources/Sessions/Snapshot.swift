// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Calculation
public import Workbooks

/// A workbook as it was at one moment, complete and calculated. Taking and passing one costs one reference.
public struct Snapshot: Sendable {
    private final class Storage: Sendable {
        let state: WorkbookState

        init(_ state: WorkbookState) { self.state = state }
    }

    private let storage: Storage
    /// A number that grows with every change: of an open workbook the sequence of its last journal entry, of a fork
    /// counted on from that of the workbook it was taken from.
    public let version: Int64

    init(_ state: WorkbookState, version: Int64) {
        storage = Storage(state)
        self.version = version
    }

    /// The workbook with what calculation knows of it.
    public var state: WorkbookState { storage.state }

    /// The workbook.
    public var workbook: Workbook { storage.state.workbook }

    /// Whether the sheets have the same ids and names in the same order.
    func namesSheets(like other: Snapshot) -> Bool {
        workbook.sheets.elementsEqual(other.workbook.sheets) { $0.id == $1.id && $0.name == $1.name }
    }
}

/// What a change did.
public struct Performed: Sendable {
    /// The workbook right after the change, without later ones.
    public let snapshot: Snapshot
    /// What the command changed, without what was recalculated.
    public let change: Change
}
