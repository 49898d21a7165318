// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// The sheets of a workbook by name and in tab order, as parser and printer must know them. A value, cheap to copy.
public struct SheetNames: Sendable {
    private final class Storage: Sendable {
        let sheets: [(id: SheetID, name: String)]
        let positions: [SheetID: Int]
        let ids: [String: SheetID]

        init(_ sheets: [(id: SheetID, name: String)]) {
            self.sheets = sheets
            positions = Dictionary(
                sheets.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
            ids = Dictionary(sheets.map { ($0.name.lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private let storage: Storage

    public init(_ sheets: [(id: SheetID, name: String)]) { storage = Storage(sheets) }

    /// The sheet of a name, without regard to case.
    public func id(named name: String) -> SheetID? { storage.ids[name.lowercased()] }

    public func name(of id: SheetID) -> String? {
        storage.positions[id].map { storage.sheets[$0].name }
    }

    /// The zero-based place of a sheet among the tabs.
    public func position(of id: SheetID) -> Int? { storage.positions[id] }

    /// The sheets from one tab to another, bounds included and in tab order; empty when either is unknown.
    public func ids(from first: SheetID, to last: SheetID) -> [SheetID] {
        guard let one = position(of: first), let other = position(of: last) else { return [] }
        return storage.sheets[min(one, other)...max(one, other)].map(\.id)
    }
}
