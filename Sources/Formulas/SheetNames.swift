// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// The sheets of a workbook by name and in tab order, for parsing and printing formulas.
public struct SheetNames: Sendable {
    private let sheets: [(id: SheetID, name: String)]

    public init(_ sheets: [(id: SheetID, name: String)]) { self.sheets = sheets }

    public func id(named name: String) -> SheetID? {
        let folded = name.lowercased()
        return sheets.first { $0.name.lowercased() == folded }?.id
    }

    public func name(of id: SheetID) -> String? { sheets.first { $0.id == id }?.name }
}
