// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

// Objects over the cells: shapes, charts and pictures, form controls and embedded objects, notes.

extension ReferenceEdit {
    /// An element with `from` and mostly `to`. ECMA-376-1 §20.5.2.33, §18.3.1.2a `CT_ObjectAnchor`.
    func followAnchor(_ element: XMLElement, _ edit: inout XMLEdit) {
        guard let sheet, movesCells, let from = element.children.first(where: { $0.name.local == "from" }),
            let first = Self.marker(from)
        else { return }
        let to = element.children.first { $0.name.local == "to" }
        let last = to.flatMap(Self.marker)
        if to != nil, last == nil { return }
        let old = ObjectAnchor(
            rows: ObjectAnchor.Span(first: first.row, last: last?.row),
            columns: ObjectAnchor.Span(first: first.column, last: last?.column))
        let new = old.followed(follower.edits, on: sheet, Self.behaviour(of: element), layouts)
        set(from, first, (new.rows.first, new.columns.first), &edit)
        if let to, let last, let row = new.rows.last, let column = new.columns.last {
            set(to, last, (row, column), &edit)
        }
    }

    private typealias Marker = (row: ObjectAnchor.Place, column: ObjectAnchor.Place)

    private static func behaviour(of element: XMLElement) -> ObjectAnchor.Behaviour {
        switch element.name.local {
        case "twoCellAnchor":
            switch element["editAs"] {
            case "oneCell": .moves
            case "absolute": .stays
            default: .movesAndSizes
            }
        case "oneCellAnchor": .moves
        // Both attributes are false when they are not there.
        default: element.flag("moveWithCells") ? element.flag("sizeWithCells") ? .movesAndSizes : .moves : .stays
        }
    }

    private static func marker(_ element: XMLElement) -> Marker? {
        func number(_ name: String) -> Int? {
            element.children.first { $0.name.local == name }.flatMap { Int($0.text.trimmed) }
        }
        guard let row = number("row").flatMap({ Int32(exactly: $0) }), 0...GridLimits.lastRow ~= row,
            let column = number("col").flatMap({ Int32(exactly: $0) }), 0...GridLimits.lastColumn ~= column
        else { return nil }
        let limit = 1 << 40
        return (
            ObjectAnchor.Place(position: row, offset: min(max(number("rowOff") ?? 0, -limit), limit)),
            ObjectAnchor.Place(position: column, offset: min(max(number("colOff") ?? 0, -limit), limit))
        )
    }

    private func set(_ element: XMLElement, _ old: Marker, _ new: Marker, _ edit: inout XMLEdit) {
        let values = [
            ("row", Int(old.row.position), Int(new.row.position)), ("rowOff", old.row.offset, new.row.offset),
            ("col", Int(old.column.position), Int(new.column.position)),
            ("colOff", old.column.offset, new.column.offset),
        ]
        for (name, before, after) in values where before != after {
            guard let child = element.children.first(where: { $0.name.local == name }), child.children.isEmpty else {
                continue
            }
            edit.setText(String(after), of: child)
        }
    }

    // MARK: VML

    /// The cell of a note that a shape of VML is; `nil` for any other shape.
    private func noteCell(_ data: XMLElement) -> CellAddress? {
        guard data["ObjectType"] == "Note", let row = data.number("Row"), let column = data.number("Column"),
            let row = Int32(exactly: row), let column = Int32(exactly: column)
        else { return nil }
        let cell = CellAddress(row: row, column: column)
        return cell.isOnGrid ? cell : nil
    }

    private func clientData(_ shape: XMLElement) -> XMLElement? {
        shape.children.first { $0.name.local == "ClientData" }
    }

    /// Whether a shape is the box of a note whose cell is gone.
    func isLostShape(_ shape: XMLElement) -> Bool {
        guard let sheet, let data = clientData(shape), let cell = noteCell(data) else { return false }
        return follower.cell(cell, on: sheet, isAttached: true) == nil
    }

    /// A note goes with its cell, every other shape as it says itself. ECMA-376-4 §19.4.2.3: the anchor is eight
    /// numbers, a column, an offset in pixels, a row and an offset for either corner.
    func followShape(_ shape: XMLElement, _ edit: inout XMLEdit) {
        guard let sheet, movesCells, let data = clientData(shape) else { return }
        let anchor = data.children.first { $0.name.local == "Anchor" }
        let old = anchor.flatMap { Self.anchor($0.text) }
        var new = old
        if let cell = noteCell(data) {
            guard let moved = follower.cell(cell, on: sheet, isAttached: true), moved != cell else { return }
            set(data, "Row", moved.row, &edit)
            set(data, "Column", moved.column, &edit)
            new?.rows.offset(by: moved.row - cell.row, limit: GridLimits.lastRow)
            new?.columns.offset(by: moved.column - cell.column, limit: GridLimits.lastColumn)
        } else {
            // The two elements say that the object does not move, or not change its size, when they are there.
            func has(_ name: String) -> Bool {
                data.children.contains { $0.name.local == name && $0.text.trimmed.lowercased() != "false" }
            }
            let behaviour: ObjectAnchor.Behaviour =
                has("MoveWithCells") ? .stays : has("SizeWithCells") ? .moves : .movesAndSizes
            new = old?.followed(follower.edits, on: sheet, behaviour, layouts)
        }
        if let anchor, anchor.children.isEmpty, let new, new != old {
            edit.setText(Self.text(of: new, spelledAs: anchor.text), of: anchor)
        }
    }

    private func set(_ data: XMLElement, _ name: String, _ value: Int32, _ edit: inout XMLEdit) {
        guard let child = data.children.first(where: { $0.name.local == name }), child.children.isEmpty,
            Int(child.text.trimmed) != Int(value)
        else { return }
        edit.setText(String(value), of: child)
    }

    private static func anchor(_ text: String) -> ObjectAnchor? {
        let numbers = text.split(separator: ",").compactMap { Int32(String($0).trimmed) }
        guard numbers.count == 8, numbers.allSatisfy({ abs(Int($0)) <= Int(GridLimits.rows) }),
            numbers[0] >= 0, numbers[2] >= 0, numbers[4] >= 0, numbers[6] >= 0
        else { return nil }
        func place(_ index: Int) -> ObjectAnchor.Place {
            ObjectAnchor.Place(position: numbers[index], offset: Int(numbers[index + 1]) * AxisLayout.unitsPerPixel)
        }
        return ObjectAnchor(
            rows: ObjectAnchor.Span(first: place(2), last: place(6)),
            columns: ObjectAnchor.Span(first: place(0), last: place(4)))
    }

    /// The eight numbers, with what stands between them as it was.
    private static func text(of anchor: ObjectAnchor, spelledAs old: String) -> String {
        let places = [anchor.columns.first, anchor.rows.first, anchor.columns.last, anchor.rows.last]
        let numbers = places.compactMap(\.self).flatMap { place in
            [Int(place.position), place.offset / AxisLayout.unitsPerPixel]
        }
        return zip(old.split(separator: ",", omittingEmptySubsequences: false), numbers).map { part, number in
            let lead = part.prefix(while: \.isWhitespace)
            let trail = part.reversed().prefix(while: \.isWhitespace).reversed()
            return "\(lead)\(number)\(String(trail))"
        }.joined(separator: ",")
    }
}

extension ObjectAnchor.Span {
    fileprivate mutating func offset(by count: Int32, limit: Int32) {
        first.position = min(max(first.position + count, 0), limit)
        if let position = last?.position { last?.position = min(max(position + count, 0), limit) }
    }
}

extension XMLElement {
    fileprivate func number(_ name: String) -> Int? {
        children.first { $0.name.local == name }.flatMap { Int($0.text.trimmed) }
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
