// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import CNumbers
import Cells
import NumberFormats

extension ScannedCell.Content {
    /// The content of a cell by its type (ECMA-376-1 §18.18.11) and decoded text. A value that is not of its type is
    /// kept as text: nothing that a file holds is dropped. White space around any but a text means nothing, as some
    /// writers indent everything.
    init(type: String, value: String, _ dates: DateSystem) {
        if type == "str" || type == "inlineStr" {
            self = .text(value)
            return
        }
        let bytes = value.utf8
        guard bytes.first?.isXMLBlank ?? false || bytes.last?.isXMLBlank ?? false else {
            self.init(type: type, trimmed: value, dates)
            return
        }
        let inner = value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        self.init(type: type, trimmed: String(inner), dates)
    }

    private init(type: String, trimmed value: String, _ dates: DateSystem) {
        switch type {
        case "s": self = Int(value).map { .shared($0) } ?? .none
        case "b": self = .boolean(value == "1" || value == "true")
        case "e": self = value.isEmpty ? .none : CellError(text: value).map { .error($0) } ?? .text(value)
        case "d": self = Self.date(value, dates)
        default:
            if value.isEmpty {
                self = .none
            } else {
                self = Self.number(value).map { .number($0) } ?? .text(value)
            }
        }
    }

    static func number(_ text: String) -> Double? {
        // XML Schema allows a plus sign, which no program that is known writes.
        var text = text.hasPrefix("+") && !text.hasPrefix("+-") ? String(text.dropFirst()) : text
        var number = 0.0
        let isWhole = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cnumbers_parse($0.baseAddress, $0.count, &number) == bytes.count }
        }
        return isWhole && number.isFinite ? number : nil
    }

    /// An ISO 8601 date or time as a serial number (`t="d"`, ECMA-376-1 §18.17.4.1).
    private static func date(_ text: String, _ dates: DateSystem) -> Self {
        let fields = text.split(whereSeparator: { "-T:Z".contains($0) })
        let hasDate = text.contains("-")
        let numbers = fields.compactMap { Double($0) }
        guard numbers.count == fields.count, !numbers.isEmpty else { return text.isEmpty ? .none : .text(text) }
        var day = 0.0
        var time = numbers[...]
        if hasDate {
            guard numbers.count >= 3,
                let serial = DateSerial.serial(
                    year: Int(clamping: numbers[0]), month: Int(clamping: numbers[1]), day: Int(clamping: numbers[2]),
                    system: dates)
            else { return .text(text) }
            day = serial
            time = numbers[3...]
        }
        let parts = Array(time) + [0, 0, 0]
        return .number(day + (parts[0] * 3600 + parts[1] * 60 + parts[2]) / 86_400)
    }
}

extension Int {
    /// A number cut to what fits.
    fileprivate init(clamping number: Double) { self = Int(Swift.min(Swift.max(number, -1e9), 1e9)) }
}
