// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import NumberFormats

/// Excel's conversions between the kinds of values, en-US.
public enum Coercion {
    /// What a value is as a number: blanks are 0, booleans 0 or 1, a text what it would be when typed; else `#VALUE!`.
    public static func number(_ value: CellValue, _ dateSystem: DateSystem) throws(CellError) -> Double {
        switch value {
        case .number(let number): return number
        case .empty: return 0
        case .boolean(let boolean): return boolean ? 1 : 0
        case .error(let error): throw error
        case .text(let text):
            guard let number = number(text: text, dateSystem) else { throw .value }
            return number
        }
    }

    /// A number cut towards zero where Excel wants a digit, position or count; `#NUM!` beyond ±2^53. What is next to a
    /// whole number counts as that: 0.999999 is 0 to TIME, 0.9999999 is 1.
    public static func whole(_ number: Double) throws(CellError) -> Int {
        guard number.magnitude <= 0x1p53 else { throw .number }
        let nearest = number.rounded()
        return Int((nearest - number).magnitude < 5e-7 ? nearest : number)
    }

    /// TRUE and FALSE as texts count, numbers are true unless 0, blanks are false.
    public static func boolean(_ value: CellValue) throws(CellError) -> Bool {
        switch value {
        case .boolean(let boolean): return boolean
        case .number(let number): return number != 0
        case .empty: return false
        case .error(let error): throw error
        case .text(let text):
            switch text.uppercased() {
            case "TRUE": return true
            case "FALSE": return false
            default: throw .value
            }
        }
    }

    /// A value as `&` sees it: numbers in General with 15 digits, `TRUE`/`FALSE`, blanks as nothing.
    public static func text(_ value: CellValue) throws(CellError) -> String {
        switch value {
        case .text(let text): return text
        case .empty: return ""
        case .boolean(let boolean): return boolean ? "TRUE" : "FALSE"
        case .number(let number): return text(number: number)
        case .error(let error): throw error
        }
    }
}

extension [UInt8] {
    /// Without blanks at either end.
    func trimmingBlanks() -> [UInt8] {
        let isInk: (UInt8) -> Bool = { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard let first = firstIndex(where: isInk), let last = lastIndex(where: isInk) else { return [] }
        return Array(self[first...last])
    }
}
