// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension Expression {
    /// The expression of a formula that sorting carries from one cell to another: relative references go along as in a
    /// copy, and what would lie off the grid becomes `#REF!` (Microsoft's article Q40401). References with a sheet's
    /// name keep the cells they mean, so that a row brings what it took from another sheet.
    public func carried(from origin: CellAddress, to target: CellAddress) -> Expression {
        mapped { part in
            guard case .reference(let reference) = part, reference.shape != .deleted else { return nil }
            if reference.prefix == .none {
                let leaves = reference.resolved(at: origin) != nil && reference.resolved(at: target) == nil
                return leaves ? .reference(.deleted()) : nil
            }
            guard let range = reference.resolved(at: origin) else { return nil }
            let placed = reference.placed(on: range, from: origin, to: target)
            return placed == reference ? nil : .reference(placed)
        }
    }
}
