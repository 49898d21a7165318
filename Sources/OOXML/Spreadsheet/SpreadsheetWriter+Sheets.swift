// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension SpreadsheetWriter {
    /// Takes out the parts of deleted sheets, with everything that only they led to.
    mutating func removeSheets() throws(PackageError) {
        let kept = Set(new.sheets.map(\.id.rawValue))
        let gone = parts.sheets.filter { !kept.contains($0.key) }
        guard !gone.isEmpty else { return }
        for (id, part) in gone {
            parts.sheets[id] = nil
            if let relationship = parts.sheetRelationships.removeValue(forKey: id) {
                parts.removedSheetRelationships.insert(relationship)
            }
            let candidates = try reachable(from: part)
            for relationship in relationships where package.resolve(relationship, from: parts.workbook) == part {
                relationships.remove(id: relationship.id)
            }
            try removeUnreachable(candidates)
            for (table, tablePart) in parts.tables where !package.contains(tablePart) { parts.tables[table] = nil }
        }
    }

    /// Adds a relationship of the workbook to a new part, and its type. The part has the usual name unless there is one
    /// of that name to which nothing leads.
    mutating func addPart(_ link: RelationshipType, _ type: ContentType, named name: String) -> PartName {
        let usual = parts.workbook.resolving("\(name).xml")
        let part = package.contains(usual) ? package.freeName("\(parts.workbook.folder)/\(name)", ".xml") : usual
        types.set(part, type)
        _ = relationships.add(link, target: parts.workbook.target(to: part))
        return part
    }

    /// Adds the part of a new sheet, blank: what is in the sheet is written into it as into any other.
    mutating func addSheet(_ sheet: Worksheet) {
        let part = package.freeName("\(parts.workbook.folder)/worksheets/sheet", ".xml")
        package.set(part, BlankParts.worksheet(uid: sheet.uid, isStrict: parts.isStrict))
        types.set(part, .worksheet)
        let id = relationships.add(.worksheet, target: parts.workbook.target(to: part))
        parts.sheets[sheet.id.rawValue] = part
        parts.sheetRelationships[sheet.id.rawValue] = id
        parts.removedSheetRelationships.remove(id)
    }

    /// Drops the order in which Excel last calculated: it lists cells that may no longer hold formulas, and Excel makes
    /// it anew.
    mutating func removeCalculationChain() throws(PackageError) {
        for relationship in relationships where relationship.type == .calculationChain {
            if let part = package.resolve(relationship, from: parts.workbook) { package.remove(part) }
            relationships.remove(id: relationship.id)
        }
    }

    /// Gives a package that has no types of its parts those of the workbook and what belongs to it.
    mutating func addTypes() {
        types.addDefault("xml", .xml)
        if types[parts.workbook] == .xml { types.set(parts.workbook, .workbook) }
        for part in parts.tables.values { types.set(part, .table) }
        let known: [RelationshipType: ContentType] = [
            .worksheet: .worksheet, .chartsheet: .chartsheet, .dialogsheet: .dialogsheet, .styles: .styles,
            .sharedStrings: .sharedStrings, .theme: .theme, .sheetMetadata: .sheetMetadata,
            .calculationChain: .calculationChain, .externalLink: .externalLink,
            .pivotCacheDefinition: .pivotCacheDefinition,
        ]
        for relationship in relationships {
            guard let type = known[relationship.type],
                let part = package.resolve(relationship, from: parts.workbook)
            else { continue }
            types.set(part, type)
        }
    }

    /// Drops digital signatures: they would be false.
    mutating func removeSignatures() throws(PackageError) {
        var root = try package.ownRelationships()
        for relationship in root where relationship.type == .digitalSignatureOrigin {
            guard let origin = package.resolve(relationship, from: nil) else { continue }
            let candidates = try reachable(from: origin)
            root.remove(id: relationship.id)
            package.set(root, of: nil)
            try removeUnreachable(candidates)
            notices.append(.signaturesRemoved)
        }
    }

    /// Removes those of the parts to which nothing leads any more.
    mutating func removeUnreachable(_ candidates: Set<PartName>) throws(PackageError) {
        var found: Set<PartName> = [parts.workbook]
        for relationship in relationships {
            if let part = package.resolve(relationship, from: parts.workbook), !found.contains(part) {
                found.formUnion(try reachable(from: part, stoppingAt: [parts.workbook]))
            }
        }
        for relationship in try package.ownRelationships() {
            if let part = package.resolve(relationship, from: nil), part != parts.workbook, !found.contains(part) {
                found.formUnion(try reachable(from: part, stoppingAt: [parts.workbook]))
            }
        }
        for part in candidates.subtracting(found) { remove(part) }
    }

    /// Takes a part out of the package, with its relationships.
    mutating func remove(_ part: PartName) {
        package.remove(part)
        package.remove(part.relationships)
    }

    /// A part and every part that its relationships lead to, whatever the way.
    func reachable(
        from part: PartName, stoppingAt stops: Set<PartName> = []
    ) throws(PackageError) -> Set<PartName> {
        var found: Set<PartName> = [part]
        var open = [part]
        while let next = open.popLast() {
            for relationship in try package.relationships(of: next) {
                guard let target = package.resolve(relationship, from: next), !stops.contains(target),
                    target != parts.workbook, found.insert(target).inserted
                else { continue }
                open.append(target)
            }
        }
        return found
    }
}

extension Expression {
    /// Whether one of the sheets is named in the expression.
    func names(_ sheets: Set<SheetID>) -> Bool {
        var isNamed = false
        walk { part in
            switch part {
            case .reference(let reference): isNamed = isNamed || reference.prefix.names(sheets)
            case .name(let name): isNamed = isNamed || name.prefix.names(sheets)
            default: break
            }
        }
        return isNamed
    }
}

extension SheetPrefix {
    fileprivate func names(_ sheets: Set<SheetID>) -> Bool {
        switch self {
        case .sheet(let id): sheets.contains(id)
        case .span(let first, let last): sheets.contains(first) || sheets.contains(last)
        case .none, .missing, .external: false
        }
    }
}
