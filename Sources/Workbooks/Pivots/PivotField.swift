// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
import NumberFormats

/// One field of a pivot table with its items. ECMA-376-1 §18.10.1.69 and §18.10.1.14.
public struct PivotField: Sendable {
    /// What GETPIVOTDATA may call an item by.
    public struct Item: Sendable {
        /// The value in the data, dates as serial numbers.
        public let value: CellValue
        /// The name the user gave it.
        public let caption: String?
        /// Its place among the values, or groups, of the cache.
        public let index: Int

        public init(value: CellValue, caption: String?, index: Int) {
            self.value = value
            self.caption = caption
            self.index = index
        }
    }

    /// The name in the data.
    public let name: String
    /// The name the user gave the field.
    public let caption: String?
    /// Whether the line that opens a group shows its total.
    public let showsTotalsAbove: Bool
    /// Whether a number means the place of a group (month 1, quarter 4) rather than a value.
    let isCounted: Bool
    /// Positions of the items by what they are called, in lower case, and by their numbers.
    private var texts: [String: Int] = [:]
    private var numbers: [Double: Int] = [:]
    private var indexes: [Int: Int] = [:]
    private var blank: Int?

    public init(name: String, caption: String?, items: [Item], showsTotalsAbove: Bool, isCounted: Bool) {
        self.name = name
        self.caption = caption
        self.showsTotalsAbove = showsTotalsAbove
        self.isCounted = isCounted
        // What the user sees comes before what the data hold, numbers before texts that look like them.
        for (position, item) in items.enumerated() {
            if let caption = item.caption { texts[caption.lowercased(), default: position] = position }
            if case .number(let number) = item.value { numbers[number, default: position] = position }
            if isCounted { indexes[item.index, default: position] = position }
        }
        for (position, item) in items.enumerated() {
            switch item.value {
            case .text(let text):
                let key = text.lowercased()
                if texts[key] == nil { texts[key] = position }
                if let number = Double(text), numbers[number] == nil { numbers[number] = position }
            case .boolean(let boolean): texts[boolean ? "true" : "false"] = position
            case .error(let error): texts[error.text.lowercased()] = position
            case .empty: blank = blank ?? position
            case .number: continue
            }
        }
    }

    /// Whether GETPIVOTDATA means this field by a name: its own, its caption, or the hierarchy it is a level of.
    func isNamed(_ name: String) -> Bool {
        let wanted = name.lowercased()
        let own = self.name.lowercased()
        return own == wanted || caption?.lowercased() == wanted || own.hasPrefix("[") && own.hasPrefix(wanted + ".")
    }

    /// The position of the item that a value means.
    func position(of value: CellValue, _ dates: DateSystem) -> Int? {
        switch value {
        case .number(let number): return indexes[Int(exactly: number) ?? -1] ?? position(of: number)
        case .boolean(let boolean): return texts[boolean ? "true" : "false"]
        case .empty: return blank
        case .error: return nil
        case .text(let text):
            if let position = texts[text.lowercased()] { return position }
            if text.isEmpty || text.lowercased() == "(blank)" { return blank }
            guard case .number(let number) = TypedInput.parse(text, currentYear: 2000, dateSystem: dates).value else {
                return nil
            }
            return position(of: number)
        }
    }

    /// Dates and times are stored to the second, so one that was calculated may be a little beside its item.
    private func position(of number: Double) -> Int? {
        if let position = numbers[number] { return position }
        let tolerance = 1e-10 * max(1, number.magnitude)
        return numbers.first { ($0.key - number).magnitude <= tolerance }?.value
    }
}
