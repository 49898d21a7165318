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
        case number, shared, string, boolean, error, date
    }

    /// Scans `<c …>…</c>` and stores it.
    func scanCell(_ cursor: inout ByteCursor, _ reader: inout WorksheetReader) -> Outcome {
        cursor.position += 2
        var cell = ScannedCell()
        var type = CellType.number
        var isEscaped = false
        let tagEnd = cursor.attributes { name, value in
            switch name.count {
            case 1 where name[0] == UInt8(ascii: "r"): cell.address = value.address
            case 1 where name[0] == UInt8(ascii: "s"): cell.style = value.integer ?? 0
            case 1 where name[0] == UInt8(ascii: "t"): type = Self.type(value)
            case 2 where name.equals("cm"): cell.metadata = value.integer ?? 0
            default: return
            }
            if value.hasEntities { isEscaped = true }
        }
        guard let tagEnd else { return .more }
        if tagEnd == .unusual || isEscaped { return .unusual }
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
        var isEscaped = false
        let tagEnd = cursor.attributes { name, value in
            if value.hasEntities { isEscaped = true }
            if name.equals("t") {
                formula.type = ScannedFormula.Kind(value)
            } else if name.equals("si") {
                formula.sharedIndex = value.integer
            } else if name.equals("ref") {
                formula.range = value.decoded
            } else if name.count > 1 {
                formula.inputs.take(name.decoded) { value.decoded }
            }
        }
        guard let tagEnd else { return .more }
        if tagEnd == .unusual || isEscaped { return .unusual }
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
        case UInt8(ascii: "s") where value.count == 1: .shared
        case UInt8(ascii: "s") where value.equals("str"): .string
        case UInt8(ascii: "b") where value.count == 1: .boolean
        case UInt8(ascii: "e") where value.count == 1: .error
        case UInt8(ascii: "i") where value.equals("inlineStr"): .string
        case UInt8(ascii: "d") where value.count == 1: .date
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
        case .string: return .text(text.decoded)
        case .boolean: return ScannedCell.Content(type: "b", value: text.decoded, .excel1900)
        case .error: return ScannedCell.Content(type: "e", value: text.decoded, .excel1900)
        case .date: return ScannedCell.Content(type: "d", value: text.decoded, reader.dates)
        }
    }
}
