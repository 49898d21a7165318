// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import NumberFormats

/// The formatting of a cell: numbers into the style part's own tables. ECMA-376-1 §18.8.45 (`xf`).
public struct CellFormat: Sendable, Hashable {
    /// The number of the format code (`StyleTable.numberFormat(_:)`).
    public var numberFormatID = 0
    public var fontID = 0
    public var fillID = 0
    public var borderID = 0
    /// The named style it builds on (`xfId`).
    public var namedStyleID = 0
    public var alignment = Alignment()
    /// Protection flags; Excel's default is locked and not hidden.
    public var isLocked = true
    public var isFormulaHidden = false
    /// The leading apostrophe (`quotePrefix`): what is typed stays text.
    public var hasQuotePrefix = false
    /// Which of the file's sets of properties beyond these the format has (indents, rotation, extensions): formats with
    /// the same number agree in them, 0 is none.
    public var furtherProperties: UInt32 = 0

    public init() {}
}

/// How content sits in its cell. ECMA-376-1 §18.8.1.
public struct Alignment: Sendable, Hashable {
    /// `general`, `left`, `center`, … (ECMA-376-1 §18.18.40).
    public var horizontal = "general"
    /// `bottom`, `center`, `top`, … (ECMA-376-1 §18.18.88).
    public var vertical = "bottom"
    public var wrapsText = false

    public init() {}
}

/// The cell formats and number formats of a workbook: append-only, so that a cell's number stays good in every fork.
public struct StyleTable: Sendable {
    /// Excel's limit on distinct cell formats.
    public static let maximumFormats = 65_490

    /// The formats every workbook knows, compiled once.
    private static let builtIn: [Int: NumberFormat] = Dictionary(
        uniqueKeysWithValues: (0..<100).compactMap { id in
            BuiltInFormats.code(for: id).map { (id, NumberFormat($0)) }
        })

    public private(set) var formats: [CellFormat] = [CellFormat()]
    private var numbers: [CellFormat: UInt16] = [CellFormat(): 0]
    private var codes: [Int: NumberFormat] = [:]
    private var codeNumbers: [String: Int] = [:]
    private var lastCustomID = 163

    public init() {}

    public subscript(style: UInt16) -> CellFormat {
        Int(style) < formats.count ? formats[Int(style)] : formats[0]
    }

    /// Replaces the formats by those of a file, in its order; duplicates keep their own numbers.
    public mutating func load(_ formats: [CellFormat]) {
        self.formats = formats.isEmpty ? [CellFormat()] : formats
        numbers = [:]
        for (number, format) in self.formats.enumerated() where numbers[format] == nil && number <= UInt16.max {
            numbers[format] = UInt16(number)
        }
    }

    /// The number of a format, a new one when it was not there; `nil` when the table is full.
    public mutating func intern(_ format: CellFormat) -> UInt16? {
        if let number = numbers[format] { return number }
        guard formats.count < Self.maximumFormats else { return nil }
        formats.append(format)
        let number = UInt16(formats.count - 1)
        numbers[format] = number
        return number
    }

    /// Records a custom number format of a file (`numFmt`).
    public mutating func define(numberFormat id: Int, code: String) {
        codes[id] = NumberFormat(code)
        if codeNumbers[code] == nil { codeNumbers[code] = id }
        lastCustomID = max(lastCustomID, id)
    }

    /// The compiled format of a number: the file's own definition, else the built-in one, else General.
    public func numberFormat(_ id: Int) -> NumberFormat {
        codes[id] ?? Self.builtIn[id] ?? .general
    }

    /// The number format of a cell's style.
    public func numberFormat(ofStyle style: UInt16) -> NumberFormat { numberFormat(self[style].numberFormatID) }

    /// The id for a code, defining a custom one when it is new (ids from 164 on, ECMA-376-1 §18.8.30).
    public mutating func numberFormatID(for code: String) -> Int {
        if let id = codeNumbers[code] ?? BuiltInFormats.id(for: code) { return id }
        lastCustomID += 1
        define(numberFormat: lastCustomID, code: code)
        return lastCustomID
    }

    /// Custom formats by id, for the writer.
    public var customNumberFormats: [(id: Int, code: String)] {
        codes.map { ($0.key, $0.value.code) }.sorted { $0.0 < $1.0 }
    }
}
