// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
import Workbooks

extension SpreadsheetFile {
    /// Reads everything the workbook models, in the order in which parts need each other.
    mutating func read(sheetIDs: [SheetID]) throws(PackageError) {
        parts.workbook = try package.workbookPart()
        let document = try package.document(parts.workbook)
        parts.isStrict = document.isStrict
        let root = document.root
        let relationships = try package.relationships(of: parts.workbook)
        readSettings(root)
        // From here on a thread inflates what takes long, in the order in which it is read below.
        let sheets = sheetParts(root, relationships)
        guard !sheets.isEmpty || hasOtherSheet(root, relationships) else {
            throw .malformedXML(part: parts.workbook.path, offset: 0, .unexpectedContent("no sheet"))
        }
        let isSideBySide = SheetsReading.isWorthwhileSideBySide(sheets.map(\.part), of: package)
        let large = [part(.sharedStrings, relationships)].compactMap(\.self) + (isSideBySide ? [] : sheets.map(\.part))
        let ahead = PartsAhead.whereWorthwhile(large, of: package)
        if let part = part(.styles, relationships) {
            parts.styles = part
            try workbook.styles.read(part, of: package)
        }
        var strings = SharedStrings()
        if let part = part(.sharedStrings, relationships) {
            parts.sharedStrings = part
            strings = try SharedStrings.read(part, of: package, PartInflating(ahead))
            parts.addedStrings = AddedStrings(behind: strings.count)
        }
        if let part = part(.sheetMetadata, relationships) {
            let root = try package.document(part).root
            parts.dynamicArrayMetadata = CellMetadata.dynamicArrays(root)
            parts.cellMetadataCount = root.child("cellMetadata")?.children("bk").count ?? 0
            parts.valueMetadataCount = root.child("valueMetadata")?.children("bk").count ?? 0
            parts.richErrors = RichErrors(root, package) { self.part($0, relationships) }
        } else {
            parts.richErrors.canGrow = part(.richValues, relationships) == nil
        }
        try readSheets(sheets, strings, isSideBySide, ahead, sheetIDs)
        if parts.hasPhonetics, let part = parts.sharedStrings {
            workbook.phonetics = try Phonetics.read(part, of: package)
        }
        readNames(root)
        if relationships.first(.pivotCacheDefinition) != nil { try readPivotTables() }
        readFilterCaches(root, relationships)
    }

    private func part(_ type: RelationshipType, _ relationships: Relationships) -> PartName? {
        package.part(type, relationships, of: parts.workbook)
    }

    private mutating func readSettings(_ root: XMLElement) {
        if let properties = root.child("workbookPr"), properties.flag("date1904") { workbook.dateSystem = .excel1904 }
        if let view = root.child("bookViews")?.child("workbookView") {
            workbook.activeSheet = view["activeTab"].flatMap(Int.init) ?? 0
        }
        guard let calculation = root.child("calcPr") else { return }
        switch calculation["calcMode"] {
        case "manual": workbook.settings.mode = .manual
        case "autoNoTable": workbook.settings.mode = .automaticExceptTables
        default: break
        }
        workbook.settings.calculatesOnLoad = calculation.flag("fullCalcOnLoad")
        workbook.settings.isIterative = calculation.flag("iterate")
        workbook.settings.maximumIterations =
            min(max(calculation["iterateCount"].flatMap(Int.init) ?? 100, 1), 32_767)
        workbook.settings.maximumChange = calculation["iterateDelta"].flatMap(Double.init) ?? 0.001
        workbook.settings.usesDisplayedPrecision =
            calculation["fullPrecision"].map { $0 == "0" || $0 == "false" } ?? false
    }

    /// The worksheets in tab order, each with its place among all tabs. Chart and dialog sheets hold no cells; they
    /// stay in the package and out of the model.
    private func sheetParts(_ root: XMLElement, _ relationships: Relationships) -> [SheetPart] {
        // A part is one sheet. Files where many share one could be small and yet hold any number of cells.
        var taken: Set<PartName> = []
        return (root.child("sheets")?.children("sheet") ?? []).enumerated().compactMap { position, element in
            guard let relationship = element[.relationships, "id"].flatMap({ relationships[$0] }),
                relationship.type == .worksheet, let part = package.resolve(relationship, from: parts.workbook),
                taken.insert(part).inserted
            else { return nil }
            return SheetPart(position: position, element: element, relationship: relationship.id, part: part)
        }
    }

    /// Whether there is a chart, dialog or macro sheet.
    private func hasOtherSheet(_ root: XMLElement, _ relationships: Relationships) -> Bool {
        let kinds: Set<RelationshipType> = [.chartsheet, .dialogsheet, .macrosheet, .internationalMacrosheet]
        return (root.child("sheets")?.children("sheet") ?? []).contains { element in
            guard let relationship = element[.relationships, "id"].flatMap({ relationships[$0] }) else { return false }
            return kinds.contains(relationship.type) && package.resolve(relationship, from: parts.workbook) != nil
        }
    }

    /// Two passes: formulas of one sheet name others, so all names are known before the first is read.
    private mutating func readSheets(
        _ found: [SheetPart], _ strings: SharedStrings, _ isSideBySide: Bool, _ ahead: PartsAhead?,
        _ sheetIDs: [SheetID]
    ) throws(PackageError) {
        // The file counts chart sheets, the workbook does not.
        let activeTab = workbook.activeSheet
        workbook.activeSheet = 0
        for (index, entry) in found.enumerated() {
            let id = index < sheetIDs.count ? sheetIDs[index] : workbook.makeSheetID()
            var sheet = Worksheet(
                id: id, name: SheetList.name(of: entry.element, at: entry.position),
                uid: Self.sheetUID(entry.position))
            sheet.visibility = entry.element["state"].flatMap(Worksheet.Visibility.init) ?? .visible
            if entry.position == activeTab { workbook.activeSheet = workbook.sheets.count }
            workbook.sheets.append(sheet)
            parts.sheets[id.rawValue] = entry.part
            parts.sheetRelationships[id.rawValue] = entry.relationship
        }
        for (index, sheet) in found.enumerated() {
            try readTables(of: sheet.part, into: index)
        }
        let reading = SheetsReading(
            package: package, strings: strings, names: workbook.sheetNames, dates: workbook.dateSystem,
            dynamicArrays: parts.dynamicArrayMetadata, richErrors: parts.richErrors)
        let sources = zip(workbook.sheets, found).map { SheetsReading.Source(sheet: $0, part: $1.part) }
        let (sheets, formulas) = try isSideBySide ? reading.sideBySide(sources) : reading.inOrder(sources, ahead: ahead)
        workbook.formulas = formulas
        for (index, read) in sheets.enumerated() {
            workbook.sheets[index] = read.sheet
            if read.hasPhonetics { parts.hasPhonetics = true }
            parts.traits[read.sheet.id.rawValue] = read.traits
            for table in read.sheet.tables where parts.filteredTables.contains(table.id) {
                workbook.sheets[index].markFilteredRows(in: table.range)
            }
        }
        parseCalculatedColumns()
    }

    /// What Graph shows as the id of a sheet whose part carries no `xr:uid`.
    static func sheetUID(_ position: Int) -> String {
        let number = String(position, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 2 - number.count)) + number
        return "{00000000-0001-0000-\(padded)00-000000000000}"
    }

    /// Whether an id is of the kind that tells a place.
    static func isSheetUID(_ uid: String) -> Bool {
        uid.hasPrefix("{00000000-0001-0000-") && uid.hasSuffix("00-000000000000}")
    }
}

/// A worksheet as the workbook part names it.
private struct SheetPart {
    let position: Int
    let element: XMLElement
    /// The id of the workbook's relationship to the part.
    let relationship: String
    let part: PartName
}

extension XMLElement {
    /// An `xsd:boolean` attribute that is false when it is not there.
    func flag(_ name: String) -> Bool { self[name].map { $0 == "1" || $0 == "true" } ?? false }

    func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
}
