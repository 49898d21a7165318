// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension SpreadsheetWriter {
    /// Patches the part as it streams by, after bringing one of an unusual spelling to the usual one. Only where that
    /// cannot be, the cells are written anew.
    func rewrite(
        _ part: PartName, _ rewriting: SheetRewriting, _ markup: CellMarkup
    ) throws(PackageError) -> RewrittenSheet {
        if rewriting.traits.isPatchable {
            if rewriting.changes.areFew, let rewritten = try splice(part, rewriting, markup) { return rewritten }
            var patcher = SheetDataPatcher(rewriting, markup: markup)
            try package.inflate(part) { window, isLast throws(PackageError) in
                window.withUnsafeBufferPointer { patcher.take($0, isLast: isLast) }
            }
            if let rewritten = try patcher.finish() { return rewritten }
        }
        if let rewritten = try respell(part, rewriting, markup) { return rewritten }
        return try SheetDataWriter(rewriting: rewriting, part: part).write(package, markup)
    }

    /// Patches a large part by compressing only what lies around the changes; `nil` where that is not possible.
    private func splice(
        _ part: PartName, _ rewriting: SheetRewriting, _ markup: CellMarkup
    ) throws(PackageError) -> RewrittenSheet? {
        guard let size = package.size(of: part), size >= splicedSize else { return nil }
        do throws(PackageError) {
            return try package.withInflater(part) { inflater throws(PackageError) in
                guard !inflater.isStored else { return nil }
                let splice = DeflateSplice(inflater.source, of: inflater.entry)
                var source = try SpliceSource(inflater, windowLimit: package.limits.windowSize)
                var patcher = SheetDataPatcher(rewriting, markup: markup, splice: splice)
                try patcher.run(through: &source, splice)
                return try patcher.finish()
            }
        } catch {
            // zlib may refuse what ISA-L takes, which reads the part when all of it is written anew.
            if case .corrupt = error { return nil }
            throw error
        }
    }

    /// Brings a part to the usual spelling and patches that; `nil` where it cannot be respelled.
    ///
    /// What stood there twice or out of order may not mean the same in another order. So the cells are read again, and
    /// what is patched is where they are not those of the workbook.
    private func respell(
        _ part: PartName, _ rewriting: SheetRewriting, _ markup: CellMarkup
    ) throws(PackageError) -> RewrittenSheet? {
        let bytes = try package.data(of: part)
        guard let usual = try? SheetRespelling.usual(bytes, part: part, limits: package.limits),
            let respelled = try? reading(usual.head + usual.rest, as: part, rewriting)
        else { return nil }
        var patcher = SheetDataPatcher(respelled, markup: markup)
        patcher.begin(with: usual.head)
        usual.rest.withUnsafeBufferPointer { _ = patcher.take($0, isLast: true) }
        return try patcher.finish()
    }

    /// The changes from what other bytes of a part say; `nil` when these are out of order too.
    private func reading(
        _ bytes: [UInt8], as part: PartName, _ rewriting: SheetRewriting
    ) throws(PackageError) -> SheetRewriting? {
        var package = package
        package.set(part, bytes)
        var strings = SharedStrings()
        if let part = parts.sharedStrings { strings = try SharedStrings.read(part, of: package, .here) }
        let sheet = rewriting.old
        // A formula has one number in both, and none of what is new here has the number of another.
        let formulas = FormulaReader(names: old.sheetNames, store: new.formulas)
        var reader = WorksheetReader(
            Worksheet(id: sheet.id, name: sheet.name, uid: sheet.uid), part: part, dates: old.dateSystem,
            strings: strings, formulaReader: formulas, dynamicArrays: parts.dynamicArrayMetadata,
            richErrors: parts.richErrors)
        try reader.read(package, .here)
        guard reader.traits.isOrdered else { return nil }
        var traits = reader.traits
        traits.isUsual = true
        return SheetRewriting(
            old: reader.sheet,
            changes: SheetChanges(
                from: reader.sheet, to: rewriting.frame.new, respelled: rewriting.respelled,
                rewritesAll: rewriting.changes.rewritesAll),
            respelled: rewriting.respelled, movement: rewriting.movement, frame: rewriting.frame, traits: traits)
    }
}
