// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
public import Workbooks

extension SpreadsheetFile {
    /// The file with a workbook's changes: the workbook of the result is the one given, its package holds it.
    ///
    /// `workbook` is a fork of this file's own. What did not change stays byte for byte; without any change so does the
    /// file.
    public func saving(_ workbook: Workbook) throws(PackageError) -> SpreadsheetFile {
        var writer = SpreadsheetWriter(file: self, workbook: workbook)
        return try writer.save()
    }
}

/// Brings a package from the state of one workbook to that of another.
struct SpreadsheetWriter {
    let old: Workbook
    let new: Workbook
    let functions: FileFunctions
    var package: Package
    var parts: SpreadsheetParts
    var types = ContentTypes()
    /// Those of the workbook part.
    var relationships = Relationships()
    var strings: AddedStrings
    /// Edits since the package was written.
    let edits: [StructuralEdit]
    /// Formulas that are spelled otherwise because a sheet got another name.
    let respelled: Set<UInt32>
    /// Tables whose sort was written anew: its references are those of now already.
    var sortedTables: Set<PartName> = []
    var notices: [SaveNotice] = []
    /// A part with fewer bytes is streamed sooner than it is spliced.
    var splicedSize = 1 << 20
    private var changesFormulas = false
    private var hasDynamicArrays = false

    init(file: SpreadsheetFile, workbook: Workbook) {
        old = file.workbook
        new = workbook
        functions = file.functions
        package = file.package
        parts = file.parts
        strings = parts.addedStrings
        edits = Array(workbook.edits.dropFirst(file.workbook.edits.count))
        respelled = Self.formulasRespelled(from: file.workbook, to: workbook)
    }

    mutating func save() throws(PackageError) -> SpreadsheetFile {
        types = try package.contentTypes()
        relationships = try package.relationships(of: parts.workbook)
        try removeSheets()
        for sheet in new.sheets where parts.sheets[sheet.id.rawValue] == nil { addSheet(sheet) }
        try writeStyles()
        let list = SheetList(try package.document(parts.workbook).root, parts, new)
        for sheet in new.sheets { try write(sheet, list) }
        try writeStrings()
        if hasDynamicArrays { try writeMetadata() }
        try writeWorkbookPart()
        if changesFormulas || new.sheets.map(\.id) != old.sheets.map(\.id) { try removeCalculationChain() }
        try writeProperties()
        followReferences()
        package.set(relationships, of: parts.workbook)
        if !package.isUnchanged {
            try removeSignatures()
            if !package.contains(ContentTypes.part) { addTypes() }
            // Some writers give each relationship part a type of its own, which a new one has not.
            if package.parts.contains(where: { $0.isRelationships && types[$0] == nil }) {
                types.addDefault("rels", .relationships)
            }
        }
        package.set(types)
        return SpreadsheetFile(package: package, workbook: new, parts: parts, functions: functions, notices: notices)
    }

    var follower: ReferenceFollower {
        ReferenceFollower(edits: edits, from: old, to: new, syntax: functions.syntax)
    }

    /// The formulas that name a sheet whose name changed.
    private static func formulasRespelled(from old: Workbook, to new: Workbook) -> Set<UInt32> {
        let renamed = Set(
            new.sheets.filter { sheet in old.sheet(sheet.id).map { $0.name != sheet.name } ?? false }.map(\.id))
        guard !renamed.isEmpty else { return [] }
        var found: Set<UInt32> = []
        for (position, template) in new.formulas.templates.enumerated() where template.shape.names(renamed) {
            found.insert(UInt32(position + 1))
        }
        return found
    }

    // MARK: Sheets

    private mutating func write(_ sheet: Worksheet, _ list: SheetList) throws(PackageError) {
        guard let part = parts.sheets[sheet.id.rawValue] else { return }
        let before = old.sheet(sheet.id) ?? Worksheet(id: sheet.id, name: sheet.name, uid: sheet.uid)
        let movement = CellMovement(edits, on: sheet.id)
        let changes = SheetChanges(
            from: before, to: sheet, respelled: respelled, rewritesAll: !movement.isEmpty)
        let tables = try writeTables(of: sheet, before, part)
        var frame = WorksheetFrameWriter(
            old: before, new: sheet, changes: changes, follower: follower, part: part, limits: package.limits)
        frame.removedTables = tables.removed
        frame.addedTables = tables.added
        // The id that a reader makes up for a part without one tells its place, which must not change it.
        if let place = list.position(of: sheet.id), sheet.uid != SpreadsheetFile.sheetUID(place),
            SpreadsheetFile.isSheetUID(sheet.uid)
        {
            frame.needsUID = list.isChanged
        }
        if changes.isEmpty, !frame.isChanged {
            guard try referencesChange(around: part, frame) else { return }
        }
        var markup = CellMarkup(
            new, sheet, functions: functions, prefix: "", dynamicMetadata: dynamicMetadata, strings: strings,
            cells: changes.cellCount)
        markup.keepsInlineStrings = parts.refersBeyondStrings
        let rewritten = try rewrite(
            part,
            SheetRewriting(
                old: before, changes: changes, respelled: respelled, movement: movement, frame: frame,
                traits: parts.traits[sheet.id.rawValue] ?? SheetTraits()), markup)
        package.set(part, rewritten.data)
        parts.traits[sheet.id.rawValue] = rewritten.traits
        strings = rewritten.strings
        parts.sharedReferences += changes.sharedReferences
        changesFormulas = changesFormulas || changes.touchesFormulas
        hasDynamicArrays = hasDynamicArrays || rewritten.hasDynamicArrays
    }
}

extension WorksheetFrameWriter {
    /// Whether anything around the cells has to be written but for references.
    var isChanged: Bool {
        old.merges != new.merges || old.protection != new.protection || old.filterRange != new.filterRange
            || !removedTables.isEmpty || !addedTables.isEmpty || needsUID
            || old.columns.spans != new.columns.spans || old.columns.defaultWidth != new.columns.defaultWidth
            || old.rows.defaultHeight != new.rows.defaultHeight
    }
}
