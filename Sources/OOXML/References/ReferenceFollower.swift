// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// Lets references that a file holds as text follow the edits of the workbook.
struct ReferenceFollower {
    let edits: [StructuralEdit]
    let oldNames: SheetNames
    let newNames: SheetNames
    let syntax: FormulaSyntax
    /// Names of tables before the edits, by their ids.
    let oldTables: [Int: String]
    /// The sheets whose cells moved, or whose tables grew.
    private let edited: Set<SheetID>

    /// - Parameters:
    ///   - edits: what was done to a workbook, in order.
    ///   - old: the workbook before.
    ///   - new: the workbook after.
    init(edits: [StructuralEdit], from old: Workbook, to new: Workbook, syntax: FormulaSyntax) {
        self.edits = edits
        oldNames = old.sheetNames
        newNames = new.sheetNames
        self.syntax = syntax
        let tables = edits.isEmpty ? [] : old.sheets.flatMap(\.tables)
        oldTables = Dictionary(tables.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        edited = Set(
            edits.compactMap { edit in
                switch edit {
                case .shift(_, let sheet), .growData(let sheet, _, _), .reorder(_, let sheet): sheet
                default: nil
                }
            })
    }

    var isIdle: Bool { edits.isEmpty }

    /// Whether an edit moved cells of a sheet or made a table on it grow.
    func movesCells(of sheet: SheetID) -> Bool { edited.contains(sheet) }

    // MARK: Cells and ranges

    /// A range on a sheet after the edits; `nil` when it is gone. One that is only partly in the band of cells that
    /// move stays.
    ///
    /// - Parameter isAttached: whether what the range is for hangs on its cell, and goes with it where lines were put
    ///   into another order.
    func range(_ range: CellRange, on sheet: SheetID, isAttached: Bool = false) -> CellRange? {
        var range = range
        for edit in edits {
            switch edit {
            case .reorder(let move, sheet) where isAttached && range.isSingleCell:
                range = CellRange(move.moved(range.first))
            case .shift(let shift, sheet):
                guard let shifted = range.followingAsReference(shift) else { return nil }
                range = shifted
            case .growData(sheet, let data, let grown): range = range.following(data, grownTo: grown)
            default: continue
            }
        }
        return range
    }

    /// The same where cells that move in only part of the range split it, as in Excel the cells of a conditional format
    /// or a validation; empty when it is gone.
    func pieces(_ range: CellRange, on sheet: SheetID) -> [CellRange] {
        var pieces = [range]
        for edit in edits {
            switch edit {
            case .shift(let shift, sheet):
                let isDivisible = pieces.count < Self.pieceLimit
                pieces = pieces.flatMap { isDivisible ? $0.split(by: shift) : $0.unsplit(by: shift) }
            case .growData(sheet, let data, let grown): pieces = pieces.map { $0.following(data, grownTo: grown) }
            default: continue
            }
        }
        return pieces
    }

    /// From so many pieces on a range is not split any more, as no list could hold what thousands of edits may do.
    private static let pieceLimit = 256

    /// Where a cell is after the edits; `nil` when it is gone.
    ///
    /// - Parameter isAttached: as of `range`.
    func cell(_ cell: CellAddress, on sheet: SheetID, isAttached: Bool = false) -> CellAddress? {
        range(CellRange(cell), on: sheet, isAttached: isAttached)?.first
    }

    /// Which cell has come to a place; `nil` when it is new.
    func source(of cell: CellAddress, on sheet: SheetID) -> CellAddress? {
        var cell = cell
        for case .shift(let shift, sheet) in edits.reversed() {
            switch shift.axis {
            case .rows where shift.band.contains(cell.column):
                guard let row = shift.source(of: cell.row) else { return nil }
                cell.row = row
            case .columns where shift.band.contains(cell.row):
                guard let column = shift.source(of: cell.column) else { return nil }
                cell.column = column
            default: continue
            }
        }
        return cell.isOnGrid ? cell : nil
    }

    /// A list of ranges (ECMA-376-1 §18.18.76 `ST_Sqref`) after the edits; what is not a range stays, ranges that are
    /// gone are left out. The spelling of those that did not change is kept.
    func list(_ text: String, on sheet: SheetID) -> String {
        guard movesCells(of: sheet) else { return text }
        var isChanged = false
        let parts = text.split(whereSeparator: \.isWhitespace).flatMap { part -> [String] in
            guard let range = CellRange(a1: String(part)) else { return [String(part)] }
            let pieces = pieces(range, on: sheet)
            if pieces == [range] { return [String(part)] }
            isChanged = true
            return pieces.map(\.corners)
        }
        return isChanged ? parts.joined(separator: " ") : text
    }

    // MARK: Formulas

    /// Where a formula stands: which cell its text is written for, which cell it is then written for, and cells for
    /// which it is meant: it takes the way of the first from which no reference is lost. A formula that is not meant
    /// for cells stands still.
    struct Origin {
        var old = CellAddress(row: 0, column: 0)
        var new = CellAddress(row: 0, column: 0)
        var travelling: [CellAddress] = []
    }

    /// What became of a formula.
    enum Followed: Equatable {
        case same
        case respelled(String)
        /// The same, with a reference that was lost.
        case broken(String)
    }

    /// A formula after the edits. `sheet` is where references without a sheet's name are.
    ///
    /// - Parameter namesLostCells: whether a reference to a deleted sheet still says which cells it meant.
    func formula(
        _ text: String, on sheet: SheetID?, at origin: Origin = Origin(), namesLostCells: Bool = true
    ) -> Followed {
        let (lead, formula, trail) = Self.trimmed(text)
        guard !formula.isEmpty, Double(formula) == nil,
            let expression = try? FormulaParser.parse(
                String(formula), at: origin.old, sheets: oldNames, syntax: syntax),
            expression.refersToAnything
        else { return .same }
        let sheet = sheet ?? SheetID(rawValue: 0)
        let known = expression.lostReferences
        var followed = follow(expression, on: sheet, from: origin.travelling.first ?? origin.old, origin)
        for cell in origin.travelling.dropFirst() where followed.lostReferences > known {
            let other = follow(expression, on: sheet, from: cell, origin)
            if other.lostReferences <= known { followed = other }
        }
        if !namesLostCells, followed.lostReferences > known { followed = followed.withoutLostCells }
        let before = FormulaPrinter.print(expression, at: origin.old, sheets: oldNames, syntax: syntax)
        let after = FormulaPrinter.print(followed, at: origin.new, sheets: newNames, syntax: syntax)
        if before == after { return .same }
        return followed.lostReferences > known
            ? .broken("\(lead)\(after)\(trail)") : .respelled("\(lead)\(after)\(trail)")
    }

    /// The formula without the equals sign and white space that some writers put around it.
    private static func trimmed(_ text: String) -> (lead: Substring, formula: Substring, trail: Substring) {
        let lead = text.prefix { $0.isWhitespace || $0 == "=" }
        let rest = text.dropFirst(lead.count)
        let end = rest.lastIndex { !$0.isWhitespace }.map { rest.index(after: $0) } ?? rest.startIndex
        return (lead, rest[..<end], rest[end...])
    }

    private func follow(
        _ expression: Expression, on sheet: SheetID, from start: CellAddress, _ origin: Origin
    ) -> Expression {
        var expression = expression
        var cell = start
        for edit in edits {
            switch edit {
            case .shift(let shift, let edited):
                var target = cell
                if edited == sheet, !origin.travelling.isEmpty {
                    target = CellRange(cell).shifted(by: shift)?.first ?? cell
                }
                expression = expression.shifted(by: shift, on: edited, formulaSheet: sheet, from: cell, to: target)
                cell = target
            case .growData(let edited, let data, let grown):
                expression = expression.following(
                    data, grownTo: grown, on: edited, formulaSheet: sheet, origin: cell)
            case .removeSheet(let id, _): expression = expression.removingSheet(id, sheets: oldNames)
            case .renameTable(let old, let new): expression = expression.renamingTable(old, to: new)
            case .renameTableColumn(let table, let old, let new):
                expression = expression.renamingColumn(in: table, from: old, to: new)
            case .rename, .addSheet, .reorder: continue
            }
        }
        return expression
    }

    // MARK: Names

    /// The name that the sheet of a name has now; the same for one that is unknown or gone.
    func sheetName(_ name: String) -> String {
        guard let id = oldNames.id(named: name), let new = newNames.name(of: id), oldNames.name(of: id) != new else {
            return name
        }
        return new
    }

    /// The name that a column has now, of a table by the name it had.
    func columnName(_ column: String, of table: String) -> String {
        var (table, column) = (table.lowercased(), column)
        for edit in edits {
            switch edit {
            case .renameTable(let old, let new) where old.lowercased() == table: table = new.lowercased()
            case .renameTableColumn(let name, let old, let new)
            where name.lowercased() == table && old.lowercased() == column.lowercased():
                column = new
            default: continue
            }
        }
        return column
    }

    /// The name that the table of a name has now.
    func tableName(_ name: String) -> String {
        var name = name
        for case .renameTable(let old, let new) in edits where old.lowercased() == name.lowercased() { name = new }
        return name
    }
}

extension CellRange {
    /// The range with both corners in full, as Excel writes whole rows and columns outside of formulas.
    var corners: String { isSingleCell ? first.a1 : "\(first.a1):\(last.a1)" }

    /// The range after an edit; whole rows and columns stay whole along it.
    fileprivate func followingAsReference(_ shift: Shift) -> CellRange? {
        (shift.axis == .rows ? isWholeColumns : isWholeRows) ? self : shifted(by: shift)
    }

    fileprivate func unsplit(by shift: Shift) -> [CellRange] { followingAsReference(shift).map { [$0] } ?? [] }

    /// The range after an edit that may move only part of it.
    fileprivate func split(by shift: Shift) -> [CellRange] {
        let (firstAcross, lastAcross) = shift.axis == .rows ? (firstColumn, lastColumn) : (firstRow, lastRow)
        let inside =
            max(
                firstAcross, shift.band.lowerBound)...max(
                max(firstAcross, shift.band.lowerBound), min(lastAcross, shift.band.upperBound))
        func part(_ across: ClosedRange<Int32>) -> CellRange {
            var part = self
            if shift.axis == .rows {
                (part.firstColumn, part.lastColumn) = (across.lowerBound, across.upperBound)
            } else {
                (part.firstRow, part.lastRow) = (across.lowerBound, across.upperBound)
            }
            return part
        }
        let isCut = firstAcross < shift.band.lowerBound || lastAcross > shift.band.upperBound
        guard isCut, firstAcross <= shift.band.upperBound, lastAcross >= shift.band.lowerBound else {
            return isCut ? [self] : unsplit(by: shift)
        }
        let moving = part(inside)
        let moved = moving.shifted(by: shift)
        if moved == moving { return [self] }
        var pieces: [CellRange] = []
        if firstAcross < inside.lowerBound { pieces.append(part(firstAcross...inside.lowerBound - 1)) }
        if let moved { pieces.append(moved) }
        if lastAcross > inside.upperBound { pieces.append(part(inside.upperBound + 1...lastAcross)) }
        return pieces
    }
}

extension Shift {
    /// Which position has come to one; `nil` for what was inserted.
    fileprivate func source(of position: Int32) -> Int32? {
        if position < index { return position }
        return isInsertion && position < index + count ? nil : position - count
    }
}

extension Expression {
    /// Whether it holds anything that an edit may change.
    fileprivate var refersToAnything: Bool {
        var refers = false
        walk { part in
            switch part {
            case .reference, .name, .structured, .invoke: refers = true
            default: break
            }
        }
        return refers
    }

    /// The expression with `#REF!` for every reference to a sheet that is gone.
    fileprivate var withoutLostCells: Expression {
        mapped { part in
            guard case .reference(let reference) = part, reference.prefix == .missing else { return nil }
            return .error(.reference)
        }
    }

    /// How many references in it are lost.
    fileprivate var lostReferences: Int {
        var count = 0
        walk { part in
            switch part {
            case .reference(let reference) where reference.shape == .deleted || reference.prefix == .missing: count += 1
            case .name(let name) where name.prefix == .missing: count += 1
            case .error(.reference): count += 1
            default: break
            }
        }
        return count
    }
}
