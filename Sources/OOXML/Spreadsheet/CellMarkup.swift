// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

/// Writes the cells and rows of one sheet as a part holds them. ECMA-376-1 §18.3.1.4, §18.3.1.40, §18.3.1.73.
struct CellMarkup {
    let workbook: Workbook
    let sheet: Worksheet
    let functions: FileFunctions
    let syntax: FormulaSyntax
    let names: SheetNames
    /// What stands before the names of cell elements, with its colon; empty in all but odd parts.
    let prefix: String
    /// The `cm` of dynamic arrays, 0 when nothing in the workbook is one.
    let dynamicMetadata: Int
    var strings: AddedStrings
    var errors = RichErrorMarks()
    /// Whether texts that are in no shared string table are written into their cells, which keeps a sheet with such
    /// texts independent of it.
    var keepsInlineStrings = false
    /// Whether a dynamic array was written.
    private(set) var hasDynamicArrays = false
    /// What is known of the workbook's formulas, shared by the cells that have them.
    private let spellings: FormulaSpellings
    /// The band of rows that was looked up last.
    var known: BandLookup?
    /// Where the texts of cells are in the shared string table.
    var positions: TextPositions

    /// - Parameter cells: how many there may be to write.
    init(
        _ workbook: Workbook, _ sheet: Worksheet, functions: FileFunctions, prefix: String, dynamicMetadata: Int,
        strings: AddedStrings, cells: Int
    ) {
        self.workbook = workbook
        self.sheet = sheet
        self.functions = functions
        syntax = functions.syntax
        names = workbook.sheetNames
        self.prefix = prefix
        self.dynamicMetadata = dynamicMetadata
        self.strings = strings
        positions = TextPositions(cells: cells)
        spellings = FormulaSpellings(count: workbook.formulas.templates.count)
    }

    /// Whether there is anything to write at a cell.
    func isVacant(_ row: Int32, _ column: Int32) -> Bool {
        sheet.values[row, column].isVacant && sheet.formulas[row, column] == 0 && sheet.styles[row, column] == 0
    }

    /// Writes a whole cell that the part did not have.
    mutating func cell(_ place: CellAddress, to writer: inout XMLWriter) {
        let style = sheet.styles[place.row, place.column]
        let value = sheet.values[place.row, place.column]
        let number = sheet.formulas[place.row, place.column]
        open("c", &writer)
        reference(place, &writer)
        if style != 0 { writer.attribute("s", Int(style)) }
        if let type = type(of: value, at: place) { writer.attribute("t", type) }
        metadata(of: number, place, &writer)
        metadata(of: value, &writer)
        guard number != 0 || !value.isVacant else { return writer.raw("/>") }
        writer.raw(">")
        if number != 0 { formula(number, place, &writer) }
        content(value, place, &writer)
        close("c", &writer)
    }

    /// Marks a cell whose formula spills.
    mutating func metadata(of number: UInt32, _ place: CellAddress, _ writer: inout XMLWriter) {
        guard number != 0, isDynamic(number, at: place) else { return }
        writer.attribute("cm", dynamicMetadata)
        hasDynamicArrays = true
    }

    /// Marks an error that needs a rich value.
    mutating func metadata(of value: PackedValue, _ writer: inout XMLWriter) {
        if let mark = errors.mark(value) { writer.attribute("vm", mark) }
    }

    /// ` r="B7"`
    func reference(_ place: CellAddress, _ writer: inout XMLWriter) {
        writer.raw(" r=\"")
        writer.letters(ofColumn: place.column)
        writer.integer(Int(place.row) + 1)
        writer.raw("\"")
    }

    /// The value of `t`; `nil` for a number, which needs none. Results are not put into the shared string table.
    func type(of value: PackedValue, at place: CellAddress) -> String? {
        switch value.kind {
        case .number, .empty: nil
        case .boolean: "b"
        case .error: "e"
        case .text: isResult(place) ? "str" : isInline(value) ? "inlineStr" : "s"
        }
    }

    func isInline(_ value: PackedValue) -> Bool { keepsInlineStrings && value.text.sharedIndex < 0 }

    private func isResult(_ place: CellAddress) -> Bool {
        sheet.formulas[place.row, place.column] != 0 || sheet.arrayCover[place.row, place.column] != 0
    }

    /// Writes `<v>…</v>`, nothing for an empty cell.
    mutating func content(_ value: PackedValue, _ place: CellAddress, _ writer: inout XMLWriter) {
        guard !value.isVacant else { return }
        if value.isText, !isResult(place), isInline(value) { return inlineString(value.text.string, &writer) }
        open("v", &writer)
        if value.isText, isResult(place), value.text.string.needsSpacePreserved {
            writer.raw(" xml:space=\"preserve\"")
        }
        writer.raw(">")
        switch value.kind {
        case .number: writer.number(value.number)
        case .boolean: writer.raw(value.boolean ? "1" : "0")
        case .error: writer.raw((value.error.isRich ? .value : value.error).text)
        case .text where isResult(place): writer.text(value.text.string)
        case .text: writer.integer(strings.position(of: value.text))
        case .empty: break
        }
        close("v", &writer)
    }

    /// Writes `<is><t>…</t></is>`.
    private func inlineString(_ text: String, _ writer: inout XMLWriter) {
        open("is", &writer)
        writer.raw(">")
        open("t", &writer)
        if text.needsSpacePreserved { writer.raw(" xml:space=\"preserve\"") }
        writer.raw(">")
        writer.text(text)
        close("t", &writer)
        close("is", &writer)
    }

    /// Writes `<f>…</f>`; `shared` makes it the definition of a shared formula.
    func formula(
        _ number: UInt32, _ place: CellAddress, shared: (index: Int, range: CellRange)? = nil,
        _ writer: inout XMLWriter
    ) {
        let template = workbook.formulas[number]
        open("f", &writer)
        if template.isDataTable {
            writer.attribute("t", "dataTable")
            writer.attribute("ref", arrayRange(place).a1)
            DataTableInputs(template, at: place).write(to: &writer)
            return writer.raw("/>")
        }
        if let shared {
            writer.attribute("t", "shared")
            writer.attribute("ref", shared.range.a1)
            writer.attribute("si", shared.index)
        } else if template.kind == .array || isDynamic(number, at: place) {
            writer.attribute("t", "array")
            writer.attribute("ref", arrayRange(place).a1)
        }
        text(of: number, template, at: place, &writer)
        close("f", &writer)
    }

    /// Writes a formula's text without its `=`, as files spell it, and the end of the tag before it.
    private func text(
        of number: UInt32, _ template: FormulaTemplate, at place: CellAddress, _ writer: inout XMLWriter
    ) {
        if template.unparsedText == nil {
            if let formula = filled(number, template) {
                return formula.withText(at: place) { Self.text($0, &writer) }
            }
        }
        var text =
            template.unparsedText
            ?? FormulaPrinter.print(
                template.expression, at: place, sheets: names, syntax: syntax,
                currentTable: sheet.table(at: place)?.name)
        text.withUTF8 { Self.text($0, &writer) }
    }

    private func filled(_ number: UInt32, _ template: FormulaTemplate) -> FilledFormula? {
        if let known = spellings.formula(number) { return known }
        let formula = FilledFormula(template.expression, sheets: names, syntax: syntax)
        spellings.learn(formula, for: number)
        return formula
    }

    private static func text(_ text: UnsafeBufferPointer<UInt8>, _ writer: inout XMLWriter) {
        if text.needsSpacePreserved {
            writer.raw(" xml:space=\"preserve\"")
        }
        writer.raw(">")
        writer.text(text)
    }

    /// The cells of the array formula anchored at a cell.
    private func arrayRange(_ place: CellAddress) -> CellRange {
        guard let area = sheet.array(at: place.row, place.column), area.anchor == place else {
            return CellRange(place)
        }
        return area.range
    }

    /// Whether a formula has to be marked as one that spills. One that was not marked when it was read and can only
    /// ever give a single value is written plainly, as Excel does.
    private func isDynamic(_ number: UInt32, at place: CellAddress) -> Bool {
        let template = workbook.formulas[number]
        guard template.kind == .dynamic, template.unparsedText == nil else { return false }
        if sheet.array(at: place.row, place.column)?.anchor == place { return true }
        if let known = spellings.givesArray(number) { return known }
        let analysis = ArrayAnalysis(workbook: workbook, sheet: sheet.id, functions: functions)
        let givesArray = analysis.mayGiveArray(template.expression)
        spellings.learn(givesArray: givesArray, for: number)
        return givesArray
    }

    func open(_ name: StaticString, _ writer: inout XMLWriter) {
        writer.raw("<")
        if !prefix.isEmpty { writer.raw(prefix) }
        writer.raw(name)
    }

    func close(_ name: StaticString, _ writer: inout XMLWriter) {
        writer.raw("</")
        if !prefix.isEmpty { writer.raw(prefix) }
        writer.raw(name)
        writer.raw(">")
    }
}

extension String {
    /// Whether a reader might drop white space of it.
    fileprivate var needsSpacePreserved: Bool {
        var text = self
        return text.withUTF8 { $0.needsSpacePreserved }
    }
}
