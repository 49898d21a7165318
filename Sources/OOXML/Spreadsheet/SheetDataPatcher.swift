// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// Streams a sheet's part from its old state to its new one: rows and cells that did not change pass as the bytes they
/// are, changed cells keep the attributes and children that still hold, what is new goes in where it belongs.
///
/// It understands the spelling that `SheetDataScanner` understands; whatever else it meets makes it give up
/// (`isUnusual`), and the cells are written from the workbook instead.
struct SheetDataPatcher: ~Copyable {
    private enum Phase { case head, data, tail }

    let old: Worksheet
    let changes: SheetChanges
    let respelled: Set<UInt32>
    let movement: CellMovement
    let frame: WorksheetFrameWriter
    var markup: CellMarkup
    var writer = XMLWriter(capacity: 1 << 16)
    private var deflater = Deflater()
    private var phase = Phase.head
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private(set) var isUnusual = false
    private(set) var failure: PackageError?
    /// Positions in `changes` of what is to be written next.
    var nextCell = 0
    private var nextChangedRow = 0
    /// The last row of the part, in its old numbering and in the new one.
    private var lastRawRow: Int32 = -1
    private var lastRow: Int32 = -1
    /// Shared formulas whose definition has gone, by `si`, with the range they apply to.
    var orphans: [Int: CellRange] = [:]

    init(_ rewriting: SheetRewriting, markup: CellMarkup) {
        old = rewriting.old
        changes = rewriting.changes
        respelled = rewriting.respelled
        movement = rewriting.movement
        frame = rewriting.frame
        self.markup = markup
    }

    /// The rewritten part and the strings it needs; `nil` when it has to be written in another way.
    consuming func finish() throws(PackageError) -> RewrittenSheet? {
        if let failure { throw failure }
        guard !isUnusual, phase == .tail else { return nil }
        let bytes = try frame.tail(tail, head: head)
        writer.raw(bytes[...])
        writer.drain(into: &deflater)
        let (strings, hasDynamicArrays) = (markup.strings, markup.hasDynamicArrays)
        return RewrittenSheet(data: deflater.finish(), strings: strings, hasDynamicArrays: hasDynamicArrays)
    }

    /// Takes the next window and says how many bytes at its end are still needed.
    mutating func take(_ window: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        guard let base = window.baseAddress, !isUnusual, failure == nil else { return 0 }
        var cursor = ByteCursor(base, count: window.count)
        if phase == .head { takeHead(&cursor) }
        if phase == .data { takeRows(&cursor) }
        if phase == .tail {
            tail.append(contentsOf: UnsafeBufferPointer(start: cursor.position, count: cursor.count))
            return 0
        }
        return isUnusual || failure != nil ? 0 : cursor.count
    }

    /// Takes what stands before `sheetData`, when the first window starts with that.
    mutating func begin(with head: [UInt8]) { self.head = head }

    private mutating func takeHead(_ cursor: inout ByteCursor) {
        if head.isEmpty, cursor.startsInOtherEncoding { return isUnusual = true }
        guard let tag = cursor.find("<sheetData", by: 6) else { return }
        if let declaration = cursor.find("<!", by: 1), declaration < tag { return isUnusual = true }
        var end = ByteCursor(tag + 10, count: cursor.count - (tag - cursor.position) - 10)
        guard let close = end.attributes({ _, _ in }) else { return }
        if close == .unusual { return isUnusual = true }
        head.append(contentsOf: UnsafeBufferPointer(start: cursor.position, count: tag - cursor.position))
        do throws(PackageError) {
            writer.raw(try frame.head(head)[...])
        } catch {
            return failure = error
        }
        // The tag is kept as it is but for the slash.
        let tagLength = end.position - tag - (close == .selfClosing ? 2 : 1)
        writer.raw(UnsafeBufferPointer(start: tag, count: tagLength))
        cursor.position = end.position
        if close == .selfClosing {
            if changes.isEmpty {
                writer.raw("/>")
            } else {
                writer.raw(">")
                writeRows(before: .max)
                writer.raw("</sheetData>")
            }
            phase = .tail
        } else {
            writer.raw(">")
            phase = .data
        }
    }

    /// Passes over whole rows; the cursor ends where the last whole one did.
    private mutating func takeRows(_ cursor: inout ByteCursor) {
        var copied = cursor.position
        while true {
            cursor.skipBlanks()
            guard cursor.count >= 12 else { break }
            if cursor.starts(with: "<row") {
                let start = cursor.position
                guard let row = MarkupRow(&cursor) else {
                    cursor.position = start
                    break
                }
                guard accepts(row) else { return isUnusual = true }
                if isUntouched(row) { continue }
                copy(from: copied, to: start)
                rewrite(row)
                if isUnusual { return }
                copied = cursor.position
            } else if cursor.starts(with: "</sheetData>") {
                copy(from: copied, to: cursor.position)
                writeRows(before: .max)
                writer.raw("</sheetData>")
                cursor.position += 12
                phase = .tail
                return
            } else {
                return isUnusual = true
            }
        }
        copy(from: copied, to: cursor.position)
    }

    /// Rows must come in order and say where they stand.
    private mutating func accepts(_ row: MarkupRow) -> Bool {
        guard let index = row.index, index > lastRawRow, index <= GridLimits.lastRow else { return false }
        lastRawRow = index
        return true
    }

    /// The first row that has something to be written.
    private var nextRow: Int32 {
        let cell = nextCell < changes.cells.count ? changes.cells[nextCell].row : .max
        return min(cell, nextChangedRow < changes.rows.count ? changes.rows[nextChangedRow] : .max)
    }

    private func isUntouched(_ row: MarkupRow) -> Bool {
        !changes.rewritesAll && orphans.isEmpty && lastRawRow < nextRow
    }

    private mutating func copy(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
        guard end > start else { return }
        if end - start < 1 << 12 {
            writer.raw(UnsafeBufferPointer(start: start, count: end - start))
        } else {
            writer.drain(into: &deflater)
            deflater.append(UnsafeRawBufferPointer(start: start, count: end - start))
        }
    }

    private mutating func rewrite(_ row: MarkupRow) {
        guard let index = movement.row(lastRawRow) else { return }
        guard index > lastRow else { return isUnusual = true }
        lastRow = index
        writeRows(before: index)
        let isOrphaned = orphans.contains { $0.value.lastRow >= lastRawRow }
        if !isOrphaned { orphans = [:] }
        guard changes.rewritesAll || isOrphaned || nextRow == index else {
            return writer.raw(UnsafeBufferPointer(start: row.whole.start, count: row.whole.count))
        }
        let isListed = takeChangedRow(index)
        patch(row, at: index, isRowChanged: isListed || changes.rewritesAll)
        if writer.count > 1 << 15 { writer.drain(into: &deflater) }
    }

    /// Whether the row's own properties changed; they need not be written again.
    private mutating func takeChangedRow(_ index: Int32) -> Bool {
        guard nextChangedRow < changes.rows.count, changes.rows[nextChangedRow] == index else { return false }
        nextChangedRow += 1
        return true
    }

    /// Writes the rows that the part does not have.
    private mutating func writeRows(before limit: Int32) {
        while case let index = nextRow, index < limit {
            if nextChangedRow < changes.rows.count, changes.rows[nextChangedRow] == index { nextChangedRow += 1 }
            markup.row(index, cells: takeCells(of: index), to: &writer)
            if writer.count > 1 << 15 { writer.drain(into: &deflater) }
        }
    }

    /// The changed cells of a row.
    mutating func takeCells(of row: Int32) -> ArraySlice<CellKey> {
        let start = nextCell
        while nextCell < changes.cells.count, changes.cells[nextCell].row == row { nextCell += 1 }
        return changes.cells[start..<nextCell]
    }

    mutating func giveUp() { isUnusual = true }
}

/// A sheet's part after rewriting, and what it needs of other parts.
struct RewrittenSheet {
    let data: DeflatedData
    let strings: AddedStrings
    let hasDynamicArrays: Bool
}
