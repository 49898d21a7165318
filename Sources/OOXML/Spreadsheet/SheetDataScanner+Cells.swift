// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats
import Workbooks

extension SheetDataScanner {
    /// How scanning one element ended.
    enum Outcome {
        case done
        /// The window ends inside it.
        case more
        case unusual
    }

    /// The value of `t`, as far as scanning cares.
    private enum CellType {
        case number, shared, string, boolean, error, inline, date
    }

    /// Scans `<c …>…</c>` and stores it.
    func scanCell(_ cursor: inout ByteCursor, _ reader: inout WorksheetReader) -> Outcome {
        cursor.position += 2
        var cell = ScannedCell()
        var type = CellType.number
        let tagEnd = cursor.attributes { name, value in
            if name.count == 1 {
                switch name[0] {
                case UInt8(ascii: "r"): cell.address = value.address
                case UInt8(ascii: "s"): cell.style = value.integer ?? 0
                case UInt8(ascii: "t"): type = Self.type(value)
                default: break
                }
            } else if name.equals("cm") {
                cell.metadata = value.integer ?? 0
            } else if name.equals("vm") {
                cell.valueMetadata = value.integer ?? 0
            }
        }
        guard let tagEnd else { return .more }
        if tagEnd == .unusual { return .unusual }
        if tagEnd == .selfClosing {
            reader.store(cell)
            return .done
        }
        while true {
            cursor.skipBlanks()
            guard cursor.count >= 4 else { return .more }
            if cursor.starts(with: "</c>") {
                cursor.position += 4
                reader.store(cell)
                return .done
            }
            let outcome = scanChild(&cursor, &cell, type, reader)
            if outcome != .done { return outcome }
        }
    }

    private func scanChild(
        _ cursor: inout ByteCursor, _ cell: inout ScannedCell, _ type: CellType, _ reader: borrowing WorksheetReader
    ) -> Outcome {
        if cursor.starts(with: "<v>") {
            cursor.position += 3
            var hasMarkup = false
            guard let text = cursor.text(until: "</v>", hasMarkup: &hasMarkup) else { return .more }
            if hasMarkup { return .unusual }
            cell.content = content(text, type, reader)
            return .done
        }
        if cursor.starts(with: "<f>") || cursor.starts(with: "<f ") || cursor.starts(with: "<f/") {
            return scanFormula(&cursor, &cell)
        }
        if cursor.starts(with: "<is>") {
            guard let text = cursor.text(until: "</is>") else { return .more }
            // Rich or phonetic inline text is rare: the parser reads it.
            guard let plain = text.plainInlineString else { return .unusual }
            cell.content = .text(plain)
            return .done
        }
        if cursor.starts(with: "<v/>") {
            cursor.position += 4
            cell.content = content(ByteText(start: cursor.position, count: 0), type, reader)
            return .done
        }
        return cursor.count < 16 ? .more : .unusual
    }

    private func scanFormula(_ cursor: inout ByteCursor, _ cell: inout ScannedCell) -> Outcome {
        cursor.position += 2
        var formula = ScannedFormula()
        let tagEnd = cursor.attributes { name, value in
            if name.equals("t") {
                switch value.first {
                case UInt8(ascii: "s"): formula.type = .shared
                case UInt8(ascii: "a"): formula.type = .array
                case UInt8(ascii: "d"): formula.type = .dataTable
                default: formula.type = .normal
                }
            } else if name.equals("si") {
                formula.sharedIndex = value.integer
            } else if name.equals("ref") {
                formula.range = value.decoded
            } else if name.count > 1 {
                formula.inputs.take(name.decoded) { value.decoded }
            }
        }
        guard let tagEnd else { return .more }
        if tagEnd == .unusual { return .unusual }
        if tagEnd == .open {
            var hasMarkup = false
            guard let text = cursor.text(until: "</f>", hasMarkup: &hasMarkup) else { return .more }
            if hasMarkup { return .unusual }
            formula.text = text.decoded
        }
        cell.formula = formula
        return .done
    }

    private static func type(_ value: ByteText) -> CellType {
        switch value.first {
        case UInt8(ascii: "s"): value.count == 1 ? .shared : .string
        case UInt8(ascii: "b"): .boolean
        case UInt8(ascii: "e"): .error
        case UInt8(ascii: "i"): .inline
        case UInt8(ascii: "d"): .date
        default: .number
        }
    }

    private func content(
        _ text: ByteText, _ type: CellType, _ reader: borrowing WorksheetReader
    ) -> ScannedCell.Content {
        switch type {
        case .number:
            if text.count == 0 { return .none }
            if let number = text.number { return .number(number) }
            return ScannedCell.Content(type: "n", value: text.decoded, .excel1900)
        case .shared:
            return text.integer.map { .shared($0) } ?? ScannedCell.Content(type: "s", value: text.decoded, .excel1900)
        case .string, .inline: return .text(text.decoded)
        case .boolean: return .boolean(text.isTrue)
        case .error: return ScannedCell.Content(type: "e", value: text.decoded, .excel1900)
        case .date: return ScannedCell.Content(type: "d", value: text.decoded, reader.dates)
        }
    }
}
