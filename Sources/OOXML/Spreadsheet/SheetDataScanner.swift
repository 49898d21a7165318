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
        if reader.frame.isEmpty, cursor.count >= 2, start[0] == 0xFE || start[0] == 0xFF {
            isUnusual = true
            return
        }
        while let tag = cursor.find(byte: "<") {
            cursor.position = tag
            guard cursor.starts(with: "<sheetData") else {
                if cursor.count < 16, !isLast { break }
                cursor.position += 1
                continue
            }
            guard let end = cursor.find(byte: ">") else { break }
            reader.frame.append(contentsOf: UnsafeBufferPointer(start: start, count: tag - start))
            cursor.position = end + 1
            phase = end[-1] == UInt8(ascii: "/") ? .tail : .data
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
            if cursor.starts(with: "<c ") || cursor.starts(with: "<c>") || cursor.starts(with: "<c/") {
                let start = cursor.position
                switch scanCell(&cursor, &reader) {
                case .done: continue
                case .more: cursor.position = start
                case .unusual: isUnusual = true
                }
                return
            }
            if cursor.starts(with: "</row>") {
                cursor.position += 6
            } else if cursor.starts(with: "<row") {
                let start = cursor.position
                guard let row = scanRow(&cursor) else {
                    cursor.position = start
                    return
                }
                reader.beginRow(row)
            } else if cursor.starts(with: "</sheetData>") {
                cursor.position += 12
                phase = .tail
                return
            } else {
                isUnusual = true
                return
            }
        }
    }

    private func scanRow(_ cursor: inout ByteCursor) -> RowAttributes? {
        cursor.position += 4
        var row = RowAttributes()
        let end = cursor.attributes { name, value in
            switch name.count {
            case 1 where name[0] == UInt8(ascii: "r"): row.number = value.integer.map { Int32(clamping: $0) }
            case 1 where name[0] == UInt8(ascii: "s"): row.style = value.integer
            case 2 where name[0] == UInt8(ascii: "h"): row.height = value.number
            case 6 where name.equals("hidden"): row.isHidden = value.isTrue
            case 12 where name.equals("customFormat"): row.hasCustomFormat = value.isTrue
            default: break
            }
        }
        return end == nil ? nil : row
    }
}
