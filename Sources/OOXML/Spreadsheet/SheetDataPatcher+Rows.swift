// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension CellMarkup {
    /// Writes what the workbook models of a row.
    func attributes(of properties: RowProperties, _ writer: inout XMLWriter) {
        if properties.style != 0 {
            writer.attribute("s", Int(properties.style))
            writer.raw(" customFormat=\"1\"")
        }
        if let height = properties.height {
            writer.raw(" ht=\"")
            writer.number(height)
            writer.raw("\" customHeight=\"1\"")
        }
        if properties.isHidden { writer.raw(" hidden=\"1\"") }
    }
}

extension SheetDataPatcher {
    /// Writes a row of the part again, its cells each as little changed as may be.
    mutating func patch(_ row: MarkupRow, at index: Int32, isRowChanged: Bool) {
        let cells = takeCells(of: index)
        writer.raw("<row")
        writeAttributes(of: row, at: index, isRowChanged: isRowChanged, cells: cells)
        guard row.content.count > 0 || cells.contains(where: { !markup.isVacant(index, $0) }) else {
            writer.raw("/>")
            return
        }
        writer.raw(">")
        writeCells(of: row, at: index, cells)
        writer.raw("</row>")
    }

    private mutating func writeAttributes(
        of row: MarkupRow, at index: Int32, isRowChanged: Bool, cells: ArraySlice<Int32>
    ) {
        let properties = markup.sheet.rows[index]
        let rawIndex = row.index ?? index
        let before = old.rows[rawIndex]
        var isHeightWritten = false
        for attribute in row.attributes {
            let name = attribute.name
            if name.equals("r") {
                writer.attribute("r", Int(index) + 1)
            } else if name.equals("spans") {
                writeSpans(attribute, index, cells)
            } else if isRowChanged, before.height != properties.height, name.equals("ht") || name.equals("customHeight")
            {
                continue
            } else if isRowChanged, before.style != properties.style, name.equals("s") || name.equals("customFormat") {
                continue
            } else if isRowChanged, before.isHidden != properties.isHidden, name.equals("hidden") {
                continue
            } else {
                if name.equals("ht") { isHeightWritten = true }
                writer.raw(attribute)
            }
        }
        guard isRowChanged else { return }
        var missing = properties
        if before.height == properties.height || isHeightWritten { missing.height = nil }
        if before.style == properties.style { missing.style = 0 }
        if before.isHidden == properties.isHidden { missing.isHidden = false }
        markup.attributes(of: missing, &writer)
    }

    /// `spans` is a hint; it must only not leave a cell out.
    private mutating func writeSpans(_ attribute: MarkupAttribute, _ row: Int32, _ cells: ArraySlice<Int32>) {
        guard !changes.rewritesAll else { return }
        let bounds = attribute.value.decoded.split(separator: ":").compactMap { Int32($0) }
        let columns = cells.filter { !markup.isVacant(row, $0) }.map { $0 + 1 }
        guard let first = columns.min(), let last = columns.max() else { return writer.raw(attribute) }
        guard bounds.count == 2 else { return }
        if bounds[0] <= first, bounds[1] >= last { return writer.raw(attribute) }
        writer.attribute("spans", "\(min(bounds[0], first)):\(max(bounds[1], last))")
    }

    private mutating func writeCells(of row: MarkupRow, at index: Int32, _ cells: ArraySlice<Int32>) {
        var pending = cells
        var cursor = ByteCursor(row.content.start, count: row.content.count)
        var last: Int32 = -1
        var copied = cursor.position
        while true {
            cursor.skipBlanks()
            guard cursor.count > 0 else { break }
            let start = cursor.position
            // Extensions of the row stand behind its cells.
            if cursor.starts(with: "<extLst"), cursor.text(until: "</extLst>") != nil {
                cursor.skipBlanks()
                guard cursor.count == 0 else { return giveUp() }
                break
            }
            guard cursor.starts(with: "<c "), let cell = MarkupCell(&cursor), let place = cell.address,
                place.row == row.index, place.column > last, place.isOnGrid
            else { return giveUp() }
            last = place.column
            guard let target = movement.column(place.column) else {
                copied = cursor.position
                continue
            }
            let newPlace = CellAddress(row: index, column: target)
            let isChanged = hasChange(in: &pending, at: newPlace, raw: copied..<start)
            let isOrphan = !cell.definesShared && cell.sharedIndex.map { orphans[$0] != nil } ?? false
            let isVacant = markup.isVacant(index, target)
            if (isChanged || isOrphan) && !isVacant {
                write(cell, from: place, at: newPlace, isOrphan: isOrphan)
            } else if isChanged {
                orphan(cell)
            } else if !changes.rewritesAll, !isOrphan {
                writer.raw(UnsafeBufferPointer(start: start, count: cell.whole.count))
                settle(cell)
            }
            copied = cursor.position
        }
        for column in pending where !markup.isVacant(index, column) {
            markup.cell(CellAddress(row: index, column: column), to: &writer)
        }
        writer.raw(UnsafeBufferPointer(start: copied, count: cursor.position - copied))
    }

    /// Writes the new cells before a cell of the part; whether that one changed as well.
    private mutating func hasChange(
        in pending: inout ArraySlice<Int32>, at place: CellAddress, raw blanks: Range<UnsafePointer<UInt8>>
    ) -> Bool {
        while let first = pending.first, first < place.column {
            pending.removeFirst()
            if !markup.isVacant(place.row, first) {
                markup.cell(CellAddress(row: place.row, column: first), to: &writer)
            }
        }
        writer.raw(UnsafeBufferPointer(start: blanks.lowerBound, count: blanks.count))
        guard pending.first == place.column else { return false }
        pending.removeFirst()
        return true
    }

    /// Remembers that a shared formula lost its definition.
    private mutating func orphan(_ cell: MarkupCell) {
        guard !changes.rewritesAll, cell.definesShared, let index = cell.sharedIndex else { return }
        orphans[index] = traits.hasLooseFormulas ? Self.anywhere : cell.sharedRange
    }

    private static let anywhere = CellRange(
        firstRow: 0, firstColumn: 0, lastRow: GridLimits.lastRow, lastColumn: GridLimits.lastColumn)

    /// From a definition that stays on, its number means it, though another definition of the number has gone before.
    private mutating func settle(_ cell: MarkupCell) {
        if !orphans.isEmpty, cell.definesShared, let index = cell.sharedIndex { orphans[index] = nil }
    }

    /// Writes a cell of the part again, keeping what still holds.
    private mutating func write(_ cell: MarkupCell, from place: CellAddress, at newPlace: CellAddress, isOrphan: Bool) {
        let sheet = markup.sheet
        let number = sheet.formulas[newPlace.row, newPlace.column]
        let oldNumber = old.formulas[place.row, place.column]
        let value = sheet.values[newPlace.row, newPlace.column]
        let isSameFormula =
            !isOrphan && !changes.rewritesAll && number == oldNumber && !respelled.contains(number)
            && sheet.array(at: newPlace.row, newPlace.column) == old.array(at: place.row, place.column)
        let isSameKind =
            (number == 0) == (oldNumber == 0)
            && (sheet.arrayCover[newPlace.row, newPlace.column] == 0) == (old.arrayCover[place.row, place.column] == 0)
        let isSameValue = isSameKind && value.isSame(as: old.values[place.row, place.column])
        let keepsFormula = isSameFormula && (number != 0 || isSameValue)
        writer.raw("<c")
        writeAttributes(of: cell, at: newPlace, keepsFormula: keepsFormula, keepsValue: isSameValue)
        let hasFormula = number != 0 || keepsFormula && cell.formula != nil
        guard hasFormula || !value.isVacant || isSameValue && cell.value != nil || cell.extensions != nil else {
            return writer.raw("/>")
        }
        writer.raw(">")
        if keepsFormula {
            if let formula = cell.formula { writer.raw(formula) }
            settle(cell)
        } else {
            orphan(cell)
            if number != 0 {
                markup.formula(number, newPlace, shared: isOrphan ? adopt(cell, at: newPlace) : nil, &writer)
            }
        }
        if isSameValue {
            if let raw = cell.value { writer.raw(raw) }
        } else {
            markup.content(value, newPlace, &writer)
        }
        if let extensions = cell.extensions { writer.raw(extensions) }
        writer.raw("</c>")
    }

    /// Makes a cell the definition of a shared formula whose own is gone, where its range is one row or one column;
    /// in others each cell gets a formula of its own.
    private mutating func adopt(_ cell: MarkupCell, at place: CellAddress) -> (index: Int, range: CellRange)? {
        guard let index = cell.sharedIndex, let range = orphans[index], range.contains(place),
            range.rowCount == 1 || range.columnCount == 1
        else { return nil }
        orphans[index] = nil
        return (index, CellRange(place, range.last))
    }

    private mutating func writeAttributes(
        of cell: MarkupCell, at place: CellAddress, keepsFormula: Bool, keepsValue: Bool
    ) {
        let style = markup.sheet.styles[place.row, place.column]
        let number = markup.sheet.formulas[place.row, place.column]
        let type = markup.type(of: markup.sheet.values[place.row, place.column], at: place)
        var hasStyle = style == 0
        var hasType = keepsValue || type == nil
        for attribute in cell.attributes {
            let name = attribute.name
            if name.equals("r") {
                markup.reference(place, &writer)
            } else if name.equals("s") {
                hasStyle = true
                if attribute.value.integer == Int(style) {
                    writer.raw(attribute)
                } else if style != 0 {
                    writer.attribute("s", Int(style))
                }
            } else if name.equals("t"), !keepsValue {
                if let type { writer.attribute("t", type) }
                hasType = true
            } else if name.equals("cm"), !keepsFormula {
                continue
            } else if name.equals("vm"), !keepsValue {
                continue
            } else {
                writer.raw(attribute)
            }
        }
        if !hasStyle { writer.attribute("s", Int(style)) }
        if !hasType, let type { writer.attribute("t", type) }
        if !keepsFormula { markup.metadata(of: number, place, &writer) }
        if !keepsValue { markup.metadata(of: markup.sheet.values[place.row, place.column], &writer) }
    }
}

extension XMLWriter {
    /// Bytes as they stand in a part.
    mutating func raw(_ text: ByteText) { raw(UnsafeBufferPointer(start: text.start, count: text.count)) }

    /// An attribute as it stands in a part, with a space in front.
    mutating func raw(_ attribute: MarkupAttribute) {
        raw(" ")
        raw(attribute.name)
        // The quotation mark is the byte before the value, which may be either.
        let quote = attribute.value.start - 1
        raw(UnsafeBufferPointer(start: attribute.name.start + attribute.name.count, count: 1))
        raw(UnsafeBufferPointer(start: quote, count: attribute.value.count + 2))
    }
}
