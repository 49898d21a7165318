// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells
public import Formulas
public import NumberFormats

/// A whole spreadsheet document as one value: assigning it is a fork, in constant time, that shares everything until
/// one of the two is written.
///
///     var draft = workbook                  // a fork
///     _ = try command.apply(to: &draft)     // `workbook` does not change
///
/// It holds what commands and calculation understand; what Cellar keeps without understanding stays in the package it
/// was read from (see `OOXML`).
public struct Workbook: Sendable {
    /// Worksheets in tab order; never empty in a valid document.
    public var sheets: [Worksheet] = []
    public var names: [DefinedName] = []
    public var styles = StyleTable()
    public var formulas = FormulaStore()
    public var settings = CalculationSettings()
    public var dateSystem = DateSystem.excel1900
    /// The name of the file, for CELL and INFO; empty for a workbook that has none.
    public var fileName = ""
    /// What slicers and timelines filter, as far as all of it is in the workbook.
    public var filterCaches: [FilterCache] = []
    /// Readings of texts by their positions in the file's shared string table; `nil` when the file has none. Texts
    /// without a position have none.
    public var phonetics: [Int32: PhoneticText]?
    /// The functions that formulas entered by commands may call; `nil` when nobody calculates the workbook.
    public var functions: FunctionSignatures?
    /// The tab that is in front, by position in `sheets`.
    public var activeSheet = 0
    /// The highest ids given out, so that none is used twice.
    var lastSheetID: UInt32 = 0
    var lastTableID: Int = 0
    /// Structural edits since the file was read, in order; the writer lets what it keeps raw follow them.
    public internal(set) var edits: [StructuralEdit] = []

    public init() {}

    /// The position of a sheet in tab order.
    public func index(of sheet: SheetID) -> Int? { sheets.firstIndex { $0.id == sheet } }

    public func sheet(_ id: SheetID) -> Worksheet? { sheets.first { $0.id == id } }

    /// The sheet of a name, without regard to case.
    public func sheet(named name: String) -> Worksheet? {
        let folded = name.lowercased()
        return sheets.first { $0.name.lowercased() == folded }
    }

    /// A new sheet id.
    public mutating func makeSheetID() -> SheetID {
        lastSheetID += 1
        return SheetID(rawValue: lastSheetID)
    }

    /// A new table id, unique in the workbook (ECMA-376-1 §18.5.1.2 `id`).
    public mutating func makeTableID() -> Int {
        lastTableID += 1
        return lastTableID
    }

    /// Keeps ids that came from a file from being given out again.
    public mutating func reserveTableID(_ id: Int) { lastTableID = max(lastTableID, id) }

    /// Names and order of the sheets, for parsing and printing formulas.
    public var sheetNames: SheetNames { SheetNames(sheets.map { ($0.id, $0.name) }) }

    /// The table of a name, without regard to case, and the position of its sheet.
    public func table(named name: String) -> (table: Table, sheetIndex: Int)? {
        let folded = name.lowercased()
        for (index, sheet) in sheets.enumerated() {
            if let table = sheet.tables.first(where: { $0.name.lowercased() == folded }) { return (table, index) }
        }
        return nil
    }

    /// The defined name a formula on `sheet` means: the sheet's own before the workbook's.
    public func definedName(_ name: String, on sheet: SheetID?) -> DefinedName? {
        names.named(name, on: sheet)
    }
}

extension [DefinedName] {
    /// See `Workbook.definedName(_:on:)`.
    func named(_ name: String, on sheet: SheetID?) -> DefinedName? {
        var global: DefinedName?
        for candidate in self where candidate.name.isEqualIgnoringCase(name) {
            if let sheet, candidate.scope == sheet { return candidate }
            if candidate.scope == nil { global = candidate }
        }
        return global
    }
}

extension String {
    /// Whether this is a text without regard to case. Most that are not differ in an early letter of ASCII, which needs
    /// no other string to be made.
    func isEqualIgnoringCase(_ other: String) -> Bool {
        for (one, another) in zip(utf8, other.utf8) {
            if one | another >= 0x80 { return lowercased() == other.lowercased() }
            if one == another { continue }
            let isLetter = one | 0x20 >= UInt8(ascii: "a") && one | 0x20 <= UInt8(ascii: "z")
            guard isLetter, one ^ another == 0x20 else { return false }
        }
        return utf8.count == other.utf8.count || lowercased() == other.lowercased()
    }
}
