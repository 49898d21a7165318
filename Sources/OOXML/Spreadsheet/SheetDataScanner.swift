// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Scans a worksheet part as its bytes arrive: keeps what stands around `sheetData` and hands over rows and cells.
///
/// It takes the XML that spreadsheet programs write: UTF-8, no prefix on cell elements, no comments among the cells.
/// Whatever else it meets makes it give up (`isUnusual`), and the XML parser reads the part from the start.
struct SheetDataScanner {
    private enum Phase { case head, data, tail }

    private var phase = Phase.head
    /// Whether the part is not of the usual spelling.
    private(set) var isUnusual = false
    /// Whether a row is open.
    var isInRow = false
    /// Whether `sheetData` was found and closed.
    var isComplete: Bool { phase == .tail }

    /// Takes the next window and says how many bytes at its end are still needed.
    mutating func scan(_ window: UnsafeBufferPointer<UInt8>, isLast: Bool, into reader: inout WorksheetReader) -> Int {
        guard let base = window.baseAddress, !isUnusual else { return 0 }
        var cursor = ByteCursor(base, count: window.count)
        if phase == .head { scanHead(&cursor, isLast, &reader) }
        if phase == .data { scanData(&cursor, &reader) }
        if phase == .tail {
            reader.frame.append(contentsOf: UnsafeBufferPointer(start: cursor.position, count: cursor.count))
            return 0
        }
        return isUnusual ? 0 : cursor.count
    }

    private mutating func scanHead(_ cursor: inout ByteCursor, _ isLast: Bool, _ reader: inout WorksheetReader) {
        let start = cursor.position
        if reader.frame.isEmpty, cursor.startsInOtherEncoding { return isUnusual = true }
        while let tag = cursor.find(byte: "<") {
            cursor.position = tag
            // A comment or a document type could hold what only looks like the cells.
            if cursor.starts(with: "<!") { return isUnusual = true }
            guard cursor.starts(with: "<sheetData") else {
                if cursor.count < 16, !isLast { break }
                cursor.position += 1
                continue
            }
            var rest = cursor
            rest.position += 10
            guard let end = rest.attributes({ _, _ in }) else { break }
            if end == .unusual { return isUnusual = true }
            reader.frame.append(contentsOf: UnsafeBufferPointer(start: start, count: tag - start))
            cursor.position = rest.position
            phase = end == .selfClosing ? .tail : .data
            return
        }
        // Nothing found: what was looked at is kept, the last tag may go on in the next window.
        reader.frame.append(contentsOf: UnsafeBufferPointer(start: start, count: cursor.position - start))
    }

    /// Rows and cells; the cursor ends where the last whole one did.
    private mutating func scanData(_ cursor: inout ByteCursor, _ reader: inout WorksheetReader) {
        while true {
            scanPlain(&cursor, &reader)
            cursor.skipBlanks()
            guard cursor.count >= 12 || cursor.starts(with: "</row>") else { return }
            if isInRow, cursor.starts(with: "<c ") || cursor.starts(with: "<c>") || cursor.starts(with: "<c/>") {
                let start = cursor.position
                switch scanCell(&cursor, &reader) {
                case .done: continue
                case .more: cursor.position = start
                case .unusual: isUnusual = true
                }
                return
            }
            if isInRow, cursor.starts(with: "</row>") {
                cursor.position += 6
                isInRow = false
            } else if !isInRow, cursor.starts(with: "<row") {
                let start = cursor.position
                guard let (row, end) = scanRow(&cursor) else {
                    cursor.position = start
                    return
                }
                if end == .unusual { return isUnusual = true }
                isInRow = end == .open
                reader.beginRow(row)
            } else if !isInRow, cursor.starts(with: "</sheetData>") {
                cursor.position += 12
                phase = .tail
                return
            } else {
                isUnusual = true
                return
            }
        }
    }

    /// A row's tag; `nil` when the window ends inside.
    private func scanRow(_ cursor: inout ByteCursor) -> (RowAttributes, ByteCursor.TagEnd)? {
        cursor.position += 4
        var row = RowAttributes()
        var isEscaped = false
        let end = cursor.attributes { name, value in
            switch name.count {
            case 1 where name[0] == UInt8(ascii: "r"): row.number = value.integer.map { Int32(clamping: $0) }
            case 1 where name[0] == UInt8(ascii: "s"): row.style = value.integer
            case 2 where name[0] == UInt8(ascii: "h"): row.height = value.number
            case 6 where name.equals("hidden"): row.isHidden = value.isTrue
            case 12 where name.equals("customFormat"): row.hasCustomFormat = value.isTrue
            default: return
            }
            if value.hasEntities { isEscaped = true }
        }
        return end.map { (row, isEscaped ? .unusual : $0) }
    }
}

extension SheetDataScanner {
    /// Where `sheetData` stands in a part that was scanned, its tags included.
    static func cells(of part: [UInt8]) -> Range<Int>? {
        part.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var cursor = ByteCursor(base, count: bytes.count)
            guard let start = cursor.find("<sheetData", by: 6) else { return nil }
            cursor.position = start + 10
            switch cursor.attributes({ _, _ in }) {
            case .selfClosing?: return start - base..<cursor.position - base
            case .open?: return cursor.find("</sheetData>", by: 7).map { start - base..<$0 - base + 12 }
            default: return nil
            }
        }
    }
}
