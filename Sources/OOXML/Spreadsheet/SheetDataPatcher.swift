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
    enum Phase { case head, data, tail }

    let old: Worksheet
    let changes: SheetChanges
    let respelled: Set<UInt32>
    let movement: CellMovement
    let frame: WorksheetFrameWriter
    let traits: SheetTraits
    var markup: CellMarkup
    var writer = XMLWriter(capacity: 1 << 16)
    /// Where the new part goes: blocks that do not change are copied or all of it is compressed.
    private let splice: DeflateSplice?
    private var deflater = Deflater()
    private(set) var phase = Phase.head
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    /// The beginning of the window, where it stands in the part, and where the tail does.
    private var window: UnsafePointer<UInt8>?
    private var windowOffset = 0
    private var tailOffset = 0
    /// Whether the window begins inside a row that does not change, and whether the rest is known not to.
    var isInsideRow = false
    var isSettled = false
    private(set) var isUnusual = false
    private(set) var failure: PackageError?
    /// What is to be written next.
    var cells: ChangedCells
    private var nextChangedRow = 0
    /// The last row of the part, in its old numbering and in the new one.
    private var lastRawRow: Int32 = -1
    private var lastRow: Int32 = -1
    /// Shared formulas whose definition has gone, by `si`, with the range they may be used in.
    var orphans: [Int: CellRange] = [:]

    /// - Parameter splice: of the part's stream, where little of it changes.
    init(_ rewriting: SheetRewriting, markup: CellMarkup, splice: DeflateSplice? = nil) {
        old = rewriting.old
        changes = rewriting.changes
        cells = ChangedCells(changes)
        self.splice = splice
        respelled = rewriting.respelled
        movement = rewriting.movement
        frame = rewriting.frame
        traits = rewriting.traits
        self.markup = markup
    }

    /// The rewritten part and the strings it needs; `nil` when it has to be written in another way.
    consuming func finish() throws(PackageError) -> RewrittenSheet? {
        if let failure { throw failure }
        guard !isUnusual, phase == .tail || isSettled else { return nil }
        if !isSettled { try writeTail() }
        let (markup, traits) = (markup, traits)
        let data = if let splice { splice.finish() } else { deflater.finish() }
        return RewrittenSheet(data: data, traits: traits, markup)
    }

    private mutating func writeTail() throws(PackageError) {
        if let splice, frame.keepsTail {
            drain()
            tail.withUnsafeBytes { splice.copy($0, from: tailOffset) }
        } else {
            writer.raw(try frame.tail(tail, head: head)[...])
            drain()
        }
    }

    /// Takes the next window and says how many bytes at its end are still needed.
    ///
    /// - Parameter offset: where the window begins in the part; only splicing needs it.
    mutating func take(_ window: UnsafeBufferPointer<UInt8>, at offset: Int = 0, isLast: Bool) -> Int {
        guard let base = window.baseAddress, !isUnusual, failure == nil else { return 0 }
        var cursor = ByteCursor(base, count: window.count)
        self.window = base
        windowOffset = offset
        if phase == .head { takeHead(&cursor) }
        if phase == .data { takeRows(&cursor) }
        if phase == .tail {
            if tail.isEmpty { tailOffset = offset + (cursor.position - base) }
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
            let written = try frame.head(head)
            if splice != nil, written == head {
                copy(from: cursor.position, to: tag)
            } else {
                writer.raw(written[...])
            }
        } catch {
            return failure = error
        }
        cursor.position = end.position
        if close == .selfClosing {
            // The tag is kept as it is but for the slash.
            copy(from: tag, to: end.position - 2)
            if changes.isEmpty {
                writer.raw("/>")
            } else {
                writer.raw(">")
                writeRows(before: .max)
                writer.raw("</sheetData>")
            }
            phase = .tail
        } else {
            copy(from: tag, to: end.position)
            phase = .data
        }
    }

    /// Passes over whole rows; the cursor ends where the last whole one did.
    private mutating func takeRows(_ cursor: inout ByteCursor) {
        var copied = cursor.position
        if isInsideRow {
            guard let next = cursor.find("<row", by: 1) else { return }
            cursor.position = next
            isInsideRow = false
        }
        while true {
            cursor.skipBlanks()
            guard cursor.count >= 12 else { break }
            if cursor.starts(with: "<row") {
                let start = cursor.position
                if let index = MarkupRow.pass(&cursor, before: rewritesRows ? -1 : nextRow) {
                    guard accepts(index) else { return isUnusual = true }
                    continue
                }
                cursor.position = start
                guard let row = MarkupRow(&cursor) else {
                    cursor.position = start
                    break
                }
                guard accepts(row.index) else { return isUnusual = true }
                copy(from: copied, to: start)
                rewrite(row)
                if isUnusual { return }
                copied = cursor.position
            } else if cursor.starts(with: "</sheetData>") {
                copy(from: copied, to: cursor.position)
                writeRows(before: .max)
                copy(from: cursor.position, to: cursor.position + 12)
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
    private mutating func accepts(_ index: Int32?) -> Bool {
        guard let index, index > lastRawRow, index <= GridLimits.lastRow else { return false }
        lastRawRow = index
        return true
    }

    /// The first row that has something to be written.
    var nextRow: Int32 {
        min(cells.row, nextChangedRow < changes.rows.count ? changes.rows[nextChangedRow] : .max)
    }

    /// Whether even rows that nothing names have to be looked at.
    var rewritesRows: Bool { changes.rewritesAll || !orphans.isEmpty }

    /// Passes on bytes of the window as they are.
    private mutating func copy(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
        guard end > start, let window else { return }
        if let splice {
            drain()
            splice.copy(UnsafeRawBufferPointer(start: start, count: end - start), from: windowOffset + (start - window))
        } else if end - start < 1 << 12 {
            writer.raw(UnsafeBufferPointer(start: start, count: end - start))
        } else {
            writer.drain(into: &deflater)
            deflater.append(UnsafeRawBufferPointer(start: start, count: end - start))
        }
    }

    /// Passes on what was written.
    private mutating func drain() {
        if let splice { writer.drain { splice.append($0) } } else { writer.drain(into: &deflater) }
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
        if writer.count > 1 << 15 { drain() }
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
            markup.row(index, in: cells.row == index ? cells.band : nil, to: &writer)
            cells.pass(index)
            if writer.count > 1 << 15 { drain() }
        }
    }

    /// The columns of the changed cells of a row.
    mutating func takeCells(of row: Int32) -> ArraySlice<Int32> {
        defer { cells.pass(row) }
        return cells.columns(of: row)[...]
    }

    mutating func giveUp() { isUnusual = true }
}

/// A sheet's part after rewriting, and what it needs of other parts.
struct RewrittenSheet {
    let data: DeflatedData
    let traits: SheetTraits
    let strings: AddedStrings
    let errors: RichErrorMarks
    let hasDynamicArrays: Bool

    init(data: DeflatedData, traits: SheetTraits, _ markup: CellMarkup) {
        self.data = data
        self.traits = traits
        strings = markup.strings
        errors = markup.errors
        hasDynamicArrays = markup.hasDynamicArrays
    }
}
