// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// Lets the references in one part follow the edits of the workbook: at the places that the table for its kind names,
/// only what changes is written.
struct ReferenceEdit {
    let follower: ReferenceFollower
    let places: ReferencePlaces
    /// The sheet that the part belongs to; `nil` for one that stands by itself.
    let sheet: SheetID?
    /// Where rows and columns of the sheet lie, before and after.
    var layouts: SheetLayouts?
    /// Elements in the root that are written otherwise.
    var skipped: Set<String> = []

    /// What an element is within: the local names from it outwards, and the cells its formulas are meant for.
    struct Context {
        var path: [String] = []
        var origin = ReferenceFollower.Origin()
    }

    /// Whether cells of the part's sheet moved.
    var movesCells: Bool { sheet.map(follower.movesCells) ?? false }

    func follow(_ document: XMLDocument, _ edit: inout XMLEdit) {
        follow(document.root, within: Context(), &edit)
    }

    private func follow(_ element: XMLElement, within outer: Context, _ edit: inout XMLEdit) {
        if outer.path.count == 1, skipped.contains(element.name.local) { return }
        var context = outer
        context.path.insert(element.name.local, at: 0)
        if movesCells {
            if isGone(element, context.path) { return edit.remove(element) }
            updateCounts(of: element, context.path, &edit)
            context.origin = origin(of: element, context) ?? context.origin
        }
        for place in places.places(in: context.path) { follow(place, in: element, context, &edit) }
        for child in element.children where !isLostCriteria(child, of: element, context.path) {
            follow(child, within: context, &edit)
        }
    }

    private func follow(
        _ place: ReferencePlace, in element: XMLElement, _ context: Context, _ edit: inout XMLEdit
    ) {
        switch place.meaning {
        case .source: return followSource(element, &edit)
        case .slicer: return followSlicer(element, &edit)
        case .filter: return followFilter(element, &edit)
        case .anchor: return followAnchor(element, &edit)
        case .shape: return followShape(element, &edit)
        default: break
        }
        guard let text = text(at: place, in: element), let followed = follow(text, place.meaning, context),
            followed != text
        else { return }
        switch place.holder {
        case .attribute(let name): edit.setAttribute(name, followed, of: element)
        case .text: edit.setText(followed, of: element)
        case .element: break
        }
    }

    /// What is written at a place; `nil` when nothing is, or when it is not one text.
    private func text(at place: ReferencePlace, in element: XMLElement) -> String? {
        switch place.holder {
        case .attribute(let name): element[name]
        case .text: element.children.isEmpty && !element.text.isEmpty ? element.text : nil
        case .element: nil
        }
    }

    /// The text of a place after the edits; `nil` when it cannot follow.
    private func follow(_ text: String, _ meaning: ReferencePlace.Meaning, _ context: Context) -> String? {
        switch meaning {
        case .cells:
            guard let sheet else { return nil }
            let list = follower.list(text, on: sheet)
            return list.isEmpty ? nil : list
        case .range, .attached:
            guard let sheet, let range = CellRange(a1: text),
                let moved = follower.range(range, on: sheet, isAttached: meaning == .attached)
            else { return nil }
            return moved == range ? text : moved.corners
        case .block: return followBlock(text)
        case .formula:
            switch follower.formula(text, on: sheet, at: context.origin) {
            case .same: return nil
            case .respelled(let text), .broken(let text): return text
            }
        case .series:
            switch follower.formula(text, on: sheet, namesLostCells: false) {
            case .same: return nil
            case .respelled(let text), .broken(let text): return text
            }
        case .location:
            guard case .respelled(let text) = follower.formula(text, on: sheet) else { return nil }
            return text
        case .fragment: return followFragment(text)
        case .pivotTable: return followPivotTable(text)
        case .rowBreak: return followBreak(text, .rows)
        case .columnBreak: return followBreak(text, .columns)
        case .source, .slicer, .filter, .anchor, .shape: return nil
        }
    }

    // MARK: What is gone

    /// Whether the cells that an element is for, or all that a container held, were deleted.
    private func isGone(_ element: XMLElement, _ path: [String]) -> Bool {
        for place in places.places(in: path) where place.loss == .element && isLost(place, in: element) { return true }
        for child in element.children where child.children.isEmpty {
            for place in places.places(in: [child.name.local] + path)
            where place.loss == .parent && isLost(place, in: child) { return true }
        }
        guard places.containers.contains(element.name.local), !element.children.isEmpty else { return false }
        return element.children.allSatisfy { isGone($0, [$0.name.local] + path) }
    }

    private func isLost(_ place: ReferencePlace, in element: XMLElement) -> Bool {
        guard let sheet else { return false }
        if place.meaning == .shape { return isLostShape(element) }
        guard let text = text(at: place, in: element), !text.isEmpty else { return false }
        switch place.meaning {
        case .cells: return follower.list(text, on: sheet).isEmpty
        case .range, .attached: return CellRange(a1: text).map { follower.range($0, on: sheet) == nil } ?? false
        case .rowBreak: return breakRange(text, .rows).map { follower.range($0, on: sheet) == nil } ?? false
        case .columnBreak: return breakRange(text, .columns).map { follower.range($0, on: sheet) == nil } ?? false
        default: return false
        }
    }

    private func updateCounts(of element: XMLElement, _ path: [String], _ edit: inout XMLEdit) {
        guard places.containers.contains(element.name.local) else { return }
        let rest = element.children.filter { !isGone($0, [$0.name.local] + path) }
        guard rest.count < element.children.count else { return }
        if element["count"] != nil { edit.setAttribute("count", String(rest.count), of: element) }
        if element["manualBreakCount"] != nil {
            edit.setAttribute("manualBreakCount", String(rest.count { $0.flag("man") }), of: element)
        }
    }

    // MARK: Cells of formulas

    /// Where the formulas of an element stand that is for cells: they are written for the top left corner of all.
    private func origin(of element: XMLElement, _ context: Context) -> ReferenceFollower.Origin? {
        guard let sheet, let list = cells(of: element, context.path), let old = Self.bounds(of: list),
            let new = Self.bounds(of: follower.list(list, on: sheet))
        else { return nil }
        let travelling = [new.first, new.last].compactMap { follower.source(of: $0, on: sheet) }
        return ReferenceFollower.Origin(
            old: old.first, new: new.first, travelling: travelling.isEmpty ? [old.first] : travelling)
    }

    /// The list of the cells that an element is for: an attribute of it, or a child.
    private func cells(of element: XMLElement, _ path: [String]) -> String? {
        for place in places.places(in: path) where place.meaning == .cells {
            if let text = text(at: place, in: element) { return text }
        }
        for child in element.children where child.children.isEmpty {
            for place in places.places(in: [child.name.local] + path) where place.meaning == .cells {
                if let text = text(at: place, in: child) { return text }
            }
        }
        return nil
    }

    private static func bounds(of list: String) -> CellRange? {
        list.split(whereSeparator: \.isWhitespace).compactMap { CellRange(a1: String($0)) }.reduce(nil) {
            $0?.union($1) ?? $1
        }
    }
}
