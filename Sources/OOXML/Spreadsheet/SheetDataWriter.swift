// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// What is to become of one sheet's part.
struct SheetRewriting {
    let old: Worksheet
    let changes: SheetChanges
    /// Formulas whose text changed though they did not.
    let respelled: Set<UInt32>
    let movement: CellMovement
    let frame: WorksheetFrameWriter
    let traits: SheetTraits
}

/// Writes all cells of a sheet from the workbook, for parts that cannot be patched as they stream by; what stands
/// around the cells is kept.
struct SheetDataWriter {
    let rewriting: SheetRewriting
    let part: PartName

    func write(_ package: Package, _ markup: CellMarkup) throws(PackageError) -> RewrittenSheet {
        let bytes = try package.data(of: part)
        do throws(PackageError) {
            return try write(parsing: bytes, package.limits, markup)
        } catch {
            // The scanner reads cells whose text no parser takes; what it could open has to be saved as well.
            guard case .malformedXML = error, let cells = SheetDataScanner.cells(of: bytes) else { throw error }
            return try write(
                head: Array(bytes[..<cells.lowerBound]), tail: Array(bytes[cells.upperBound...]), prefix: "", markup)
        }
    }

    private func write(
        parsing bytes: [UInt8], _ limits: PackageLimits, _ markup: CellMarkup
    ) throws(PackageError) -> RewrittenSheet {
        let reader = try XMLReader(bytes, part: part.path, limits: limits)
        var depth = 0
        var tag: XMLTag?
        var content: Range<Int>?
        while let event = try reader.next() {
            switch event {
            case .start(let start):
                depth += 1
                if depth == 2, start.is("sheetData") { tag = start }
            case .end(let end):
                if depth == 2, content == nil, let tag {
                    content = tag.range.upperBound..<max(end.upperBound, tag.range.upperBound)
                }
                depth -= 1
            case .text: continue
            }
        }
        guard let tag, let content else {
            throw .malformedXML(part: part.path, offset: 0, .unexpectedContent("no sheetData"))
        }
        return try write(
            head: Array(reader.bytes[..<tag.range.lowerBound]), tail: Array(reader.bytes[content.upperBound...]),
            prefix: tag.name.prefix, markup)
    }

    private func write(
        head: [UInt8], tail: [UInt8], prefix: String, _ markup: CellMarkup
    ) throws(PackageError) -> RewrittenSheet {
        let sheet = markup.sheet
        let changes = SheetChanges(from: rewriting.old, to: sheet, respelled: [], rewritesAll: true)
        let errors = markup.errors
        var markup = CellMarkup(
            markup.workbook, sheet, functions: markup.functions, prefix: prefix.isEmpty ? "" : prefix + ":",
            dynamicMetadata: markup.dynamicMetadata, strings: markup.strings, cells: changes.cellCount)
        markup.errors = errors
        markup.keepsInlineStrings = true
        var deflater = Deflater()
        var writer = XMLWriter(capacity: 1 << 16)
        writer.raw(try rewriting.frame.head(head)[...])
        markup.open("sheetData", &writer)
        writer.raw(">")
        var cells = ChangedCells(changes)
        var rows = changes.rows[...]
        while case let index = min(cells.row, rows.first ?? .max), index < .max {
            if rows.first == index { rows.removeFirst() }
            markup.row(index, in: cells.row == index ? cells.band : nil, to: &writer)
            cells.pass(index)
            if writer.count > 1 << 15 { writer.drain(into: &deflater) }
        }
        markup.close("sheetData", &writer)
        writer.raw(try rewriting.frame.tail(tail, head: head)[...])
        writer.drain(into: &deflater)
        return RewrittenSheet(data: deflater.finish(), traits: SheetTraits(), markup)
    }
}
