// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension SpreadsheetWriter {
    /// Lets the references in every part that the workbook does not model follow its edits: drawings and charts,
    /// comments, pivot tables and their sources, and what else `ReferencePlaces` knows. Parts in which nothing changes
    /// stay as they are; so do those that cannot be read, which a notice tells.
    mutating func followReferences() {
        let follower = follower
        guard !follower.isIdle else { return }
        // What a sheet leads to is its own; the rest belongs to the workbook.
        var visited: Set<PartName> = [parts.workbook]
        for sheet in new.sheets {
            guard let part = parts.sheets[sheet.id.rawValue], visited.insert(part).inserted else { continue }
            let layouts =
                follower.movesCells(of: sheet.id) ? old.sheet(sheet.id).map { SheetLayouts(old: $0, new: sheet) } : nil
            let owner = ReferenceEdit(follower: follower, places: .relationships, sheet: sheet.id, layouts: layouts)
            follow(links(of: part), of: part, &visited, owner)
        }
        let owner = ReferenceEdit(follower: follower, places: .relationships, sheet: nil)
        follow(relationships, of: parts.workbook, &visited, owner)
        if let own = try? package.ownRelationships(), let part = package.part(.extendedProperties, own, of: nil) {
            follow(part, owner.at(.properties))
        }
    }

    /// Whether a reference around the cells of a sheet changes of which nothing else does: if not, its part need not be
    /// written. In doubt it is.
    func referencesChange(around part: PartName, _ frame: WorksheetFrameWriter) throws(PackageError) -> Bool {
        guard !follower.isIdle else { return false }
        var surroundings = SheetSurroundings()
        try package.inflate(part) { window, isLast throws(PackageError) in
            window.withUnsafeBufferPointer { surroundings.take($0, isLast: isLast) }
        }
        guard let tail = surroundings.tail, let followed = try? frame.tail(tail, head: surroundings.head) else {
            return true
        }
        return followed != tail
    }

    /// Follows the references of all parts that relationships lead to, and that those lead to, but for other sheets.
    private mutating func follow(
        _ links: Relationships, of source: PartName, _ visited: inout Set<PartName>, _ owner: ReferenceEdit
    ) {
        var open = [(source, links)]
        while let next = open.popLast() {
            let source = next.0
            var links = next.1
            for link in links { removeIfLost(link, from: source, &links, owner) }
            if links.contains(where: { $0.target.hasPrefix("#") }) { follow(source.relationships, owner) }
            for link in links where !link.isExternal && link.type != .worksheet {
                guard let part = package.resolve(link, from: source), visited.insert(part).inserted else { continue }
                if let places = ReferencePlaces.places(ofKind: link.type.name) {
                    var references = owner.at(places)
                    if sortedTables.contains(part) { references.skipped = ["sortState"] }
                    follow(part, references)
                }
                open.append((part, self.links(of: part)))
            }
        }
    }

    /// Takes out a part that means nothing without its cells when all of them were deleted.
    private mutating func removeIfLost(
        _ link: Relationship, from source: PartName, _ links: inout Relationships, _ owner: ReferenceEdit
    ) {
        guard owner.movesCells, let sheet = owner.sheet, let part = package.resolve(link, from: source),
            isLost(part, link.type, { owner.follower.range($0, on: sheet) == nil })
        else { return }
        links.remove(id: link.id)
        package.set(links, of: source)
        remove(part)
    }

    /// Whether the cells of a pivot table are gone, or all that are mapped to XML. Slicers that were the pivot table's
    /// own are gone by now; it stays where there are any of which nobody knows what they belong to, as they would not
    /// open without it.
    private func isLost(_ part: PartName, _ type: RelationshipType, _ isGone: (CellRange) -> Bool) -> Bool {
        func root(upTo last: String?) -> XMLElement? {
            guard let data = try? package.data(of: part) else { return nil }
            return try? XMLDocument(data, part: part.path, limits: package.limits, upTo: last).root
        }
        switch type.name {
        case "pivotTable":
            guard relationships.count(where: \.type.isFilterCache) == new.filterCaches.count,
                let range = root(upTo: "location")?.child("location")?["ref"].flatMap(CellRange.init(a1:))
            else { return false }
            return isGone(range)
        case "tableSingleCells":
            guard let cells = root(upTo: nil)?.children, !cells.isEmpty else { return false }
            return cells.allSatisfy { $0["r"].flatMap(CellRange.init(a1:)).map(isGone) ?? false }
        default: return false
        }
    }

    /// The relationships of a part; none when they cannot be read.
    private mutating func links(of part: PartName) -> Relationships {
        do throws(PackageError) {
            return try package.relationships(of: part)
        } catch {
            notices.append(.referencesKept(part: part.relationships.path, error))
            return Relationships()
        }
    }

    private mutating func follow(_ part: PartName, _ references: ReferenceEdit) {
        guard package.contains(part) else { return }
        do throws(PackageError) {
            let document = try XMLDocument(
                package.data(of: part), part: part.path, limits: package.limits, upTo: references.places.last)
            var edit = XMLEdit(document)
            references.follow(document, &edit)
            if !edit.isEmpty { package.set(part, edit.bytes()) }
        } catch {
            notices.append(.referencesKept(part: part.path, error))
        }
    }
}

extension ReferenceEdit {
    /// The same for another kind of part.
    fileprivate func at(_ places: ReferencePlaces) -> ReferenceEdit {
        ReferenceEdit(follower: follower, places: places, sheet: sheet, layouts: layouts)
    }
}

extension RelationshipType {
    /// The last segment of the URI, which is what all makers of types tell them by.
    var name: Substring { uri.split(separator: "/").last ?? "" }
}
