// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
import Workbooks

/// Reads one worksheet part. ECMA-376-1 §18.3.1.99.
///
/// The part is streamed: what stands before and behind `sheetData` is small and read as a tree, the cells between are
/// scanned byte by byte (`SheetDataScanner`). A part that is spelled in an unusual way (prefixes, comments, UTF-16) is
/// read by the XML parser instead, with the same result.
struct WorksheetReader {
    let part: PartName
    let dates: DateSystem
    let strings: SharedStrings
    /// Values of `cm` that mark dynamic arrays.
    let dynamicArrays: Set<Int>
    let richErrors: RichErrors
    /// The sheet being filled; its cells are there when all is read.
    var sheet: Worksheet
    let values: PlaneFiller<PackedValue>
    /// Texts of the table that cells have without having retained them yet; `nil` where there are few cells for as
    /// long a table.
    let lent: LentTexts?
    let formulas = PlaneFiller<UInt32>()
    let styles = PlaneFiller<UInt16>()
    /// Shared by sheets that are read one after the other.
    let formulaReader: FormulaReader
    /// Shared formulas by their `si`.
    private var sharedFormulas: [Int: (number: UInt32, range: CellRange?)] = [:]
    /// Pages down to the last cell, by column and in sum; only of cells far down.
    private var reach: [Int32] = []
    private var reachedPages = 0
    private var maximumPages = PackageLimits().cellPages
    /// How many cells the array formulas cover so far.
    private var arrayCells = 0
    /// Where the next cell or row stands when it does not say so.
    var nextRow: Int32 = 0
    var row: Int32 = 0
    var nextColumn: Int32 = 0
    /// What is known so far of how the part is spelled.
    var traits = SheetTraits()
    /// Everything but the cells.
    var frame: [UInt8] = []
    /// Whether the sheet says how it shows readings, which is so where texts have any.
    var hasPhonetics = false

    /// - Parameters:
    ///   - sheet: the sheet without its cells.
    ///   - size: about how many bytes the part has.
    init(
        _ sheet: Worksheet, part: PartName, size: Int = 0, dates: DateSystem, strings: SharedStrings,
        formulaReader: FormulaReader, dynamicArrays: Set<Int>, richErrors: RichErrors
    ) {
        let lent = size > strings.count * 16 ? LentTexts(strings) : nil
        self.lent = lent
        values = PlaneFiller(settling: lent.map { lent in { lent.settle() } })
        self.sheet = sheet
        self.part = part
        self.dates = dates
        self.strings = strings
        self.formulaReader = formulaReader
        self.dynamicArrays = dynamicArrays
        self.richErrors = richErrors
    }

    /// Reads the part; the result is `sheet`, whose formulas are numbers of the formula reader's store.
    ///
    /// - Parameter inflating: how the part comes to be inflated.
    mutating func read(_ package: Package, _ inflating: PartInflating) throws(PackageError) {
        let blank = sheet
        if try scan(package, inflating) { return try readFrame(package.limits) }
        self = WorksheetReader(
            blank, part: part, dates: dates, strings: strings, formulaReader: formulaReader,
            dynamicArrays: dynamicArrays, richErrors: richErrors)
        formulaReader.beginSheet()
        maximumPages = package.limits.cellPages
        traits.isUsual = false
        try readByParser(package)
        try takeCells()
    }

    /// Reads the cells, byte by byte, and keeps what stands around them in `frame`; false when the parser has to read
    /// the part.
    mutating func scan(_ package: Package, _ inflating: PartInflating) throws(PackageError) -> Bool {
        formulaReader.beginSheet()
        maximumPages = package.limits.cellPages
        var scanner = SheetDataScanner()
        try package.inflate(part, inflating) { window, isLast throws(PackageError) in
            let rest = window.withUnsafeBufferPointer { scanner.scan($0, isLast: isLast, into: &self) }
            guard frame.count <= package.limits.wholePartSize else {
                throw .limitExceeded(.wholePartSize, part: part.path)
            }
            return rest
        }
        guard !scanner.isUnusual, scanner.isComplete else { return false }
        try takeCells()
        return true
    }

    /// Reads what `scan` kept of the part.
    mutating func readFrame(_ limits: PackageLimits) throws(PackageError) {
        try readFrame(XMLDocument(frame, part: part.path, limits: limits).root)
        frame = []
    }

    private mutating func takeCells() throws(PackageError) {
        if reachedPages > maximumPages { throw .limitExceeded(.cellPages, part: part.path) }
        sheet.values = values.takePlane()
        sheet.formulas = formulas.takePlane()
        sheet.styles = styles.takePlane()
    }

    /// Rows above this one cost little even in every column.
    private static let shallowRows: Int32 = 1 << 15

    /// Whether a cell is within the limit on pages.
    @inline(__always) mutating func hasRoom(for place: CellAddress) -> Bool {
        if place.row < Self.shallowRows { return true }
        let column = Int(place.column)
        // What `reach` has was within the limit.
        return column < reach.count && place.row >> 8 < reach[column] || reaches(place)
    }

    /// Counts the pages that a cell far down makes its column reach over; false when they are too many.
    private mutating func reaches(_ place: CellAddress) -> Bool {
        let column = Int(place.column)
        if column >= reach.count { reach.append(contentsOf: repeatElement(0, count: column + 1 - reach.count)) }
        let pages = place.row >> 8 + 1
        guard pages > reach[column] else { return true }
        reachedPages += Int(pages - reach[column])
        guard reachedPages <= maximumPages else { return false }
        reach[column] = pages
        return true
    }

    /// Starts a row. Attributes that are not given are `nil`.
    mutating func beginRow(_ attributes: RowAttributes) {
        if attributes.number.map({ $0 <= nextRow }) ?? true { traits.isOrdered = false }
        row = attributes.number.map { $0 - 1 } ?? nextRow
        nextRow = row + 1
        nextColumn = 0
        let style = attributes.hasCustomFormat ? UInt16(clamping: attributes.style ?? 0) : 0
        let properties = RowProperties(
            height: attributes.height, isHidden: attributes.isHidden, style: style)
        if properties != RowProperties(), row >= 0, row <= GridLimits.lastRow { sheet.rows[row] = properties }
    }

    /// Stores one cell. What lies off the grid is dropped.
    mutating func store(_ cell: borrowing ScannedCell) {
        let place = cell.address ?? CellAddress(row: row, column: nextColumn)
        note(place)
        nextColumn = place.column &+ 1
        guard place.isOnGrid, hasRoom(for: place) else { return }
        if cell.style > 0 { styles.set(UInt16(clamping: cell.style), row: place.row, column: place.column) }
        storeValue(cell, place)
        if let formula = cell.formula { storeFormula(formula, cell.metadata, place) }
    }

    /// Takes note of where a cell stands among those before it.
    @inline(__always) mutating func note(_ place: CellAddress) {
        if place.row != row || place.column < nextColumn { traits.isOrdered = false }
    }

    private mutating func storeValue(_ cell: borrowing ScannedCell, _ place: CellAddress) {
        switch cell.content {
        case .none: return
        case .number(let number): values.set(PackedValue(number), row: place.row, column: place.column)
        case .shared(let index):
            guard strings.values.indices.contains(index) else { return traits.refersBeyondStrings = true }
            values.set(strings.values[index], row: place.row, column: place.column)
        case .boolean(let boolean): values.set(PackedValue(boolean), row: place.row, column: place.column)
        case .error(let plain):
            let error = richErrors.error(cell.valueMetadata, else: plain)
            values.set(PackedValue(error), row: place.row, column: place.column)
        case .text(let text):
            let shared = CellText(XString.decoded(text))
            withExtendedLifetime(shared) {
                values.set(PackedValue(unowned: shared), row: place.row, column: place.column)
            }
        }
    }

    private mutating func storeFormula(_ formula: ScannedFormula, _ metadata: Int, _ place: CellAddress) {
        switch formula.type {
        case .dataTable:
            guard let range = formula.range.flatMap(CellRange.init(a1:)), range.first == place else { return }
            let number = number(of: formula.inputs.text, .array, place)
            formulas.set(number, row: place.row, column: place.column)
            cover(range, isDynamic: false)
        case .shared where formula.text.isEmpty:
            if let index = formula.sharedIndex { storeSharedFormula(index, place) }
        case .normal, .shared:
            guard !formula.text.isEmpty else { return }
            let number = number(of: formula.text, .implicit, place)
            if let index = formula.sharedIndex, formula.type == .shared {
                sharedFormulas[index] = (number, formula.range.flatMap(CellRange.init(a1:)))
            }
            formulas.set(number, row: place.row, column: place.column)
        case .array:
            let kind = kind(ofArrayMarked: metadata)
            let number = number(of: formula.text, kind, place)
            formulas.set(number, row: place.row, column: place.column)
            guard let range = formula.range.flatMap(CellRange.init(a1:)), range.first == place else { return }
            cover(range, isDynamic: kind == .dynamic)
        }
    }

    /// Gives a cell the formula that was defined before it for cells to share, wherever that says it applies.
    mutating func storeSharedFormula(_ index: Int, _ place: CellAddress) {
        guard let shared = sharedFormulas[index] else { return }
        if shared.range?.contains(place) != true { traits.hasLooseFormulas = true }
        formulas.set(shared.number, row: place.row, column: place.column)
    }

    /// How an array formula treats arrays, by the metadata of its cell.
    func kind(ofArrayMarked metadata: Int) -> FormulaTemplate.Kind {
        dynamicArrays.contains(metadata) ? .dynamic : .array
    }

    /// Lets an array formula or a what-if table fill its range, while all together cover no more than the limit. A
    /// formula marked as one that spills stays so, though its array is one value.
    mutating func cover(_ range: CellRange, isDynamic: Bool) {
        guard isDynamic || !range.isSingleCell, range.cellCount <= Self.maximumArrayCells - arrayCells else { return }
        arrayCells += range.cellCount
        sheet.cover(ArrayArea(range: range, isDynamic: isDynamic))
    }

    /// More cells than the array formulas of a real sheet cover together; what is beyond is kept as one cell.
    private static let maximumArrayCells = 4_000_000

    private mutating func number(
        of text: String, _ kind: FormulaTemplate.Kind, _ place: CellAddress
    ) -> UInt32 {
        formulaReader.number(of: XString.decoded(text), kind, at: place)
    }
}

/// The attributes of a `row` that the workbook models. ECMA-376-1 §18.3.1.73.
struct RowAttributes {
    /// One-based.
    var number: Int32?
    /// Points.
    var height: Double?
    var isHidden = false
    var style: Int?
    var hasCustomFormat = false
}

/// A cell as it stands in a part. ECMA-376-1 §18.3.1.4.
struct ScannedCell {
    enum Content {
        case none
        case number(Double)
        /// A position in the shared string table.
        case shared(Int)
        case text(String)
        case boolean(Bool)
        case error(CellError)
    }

    var address: CellAddress?
    var style = 0
    /// `cm`, 0 for none.
    var metadata = 0
    /// `vm`, 0 for none.
    var valueMetadata = 0
    var content = Content.none
    var formula: ScannedFormula?
}

/// A formula as it stands in a part. ECMA-376-1 §18.3.1.40.
struct ScannedFormula {
    enum Kind {
        case normal, shared, array, dataTable

        /// The kind that `t` names (ECMA-376-1 §18.18.6).
        init(_ text: ByteText) {
            if text.equals("shared") {
                self = .shared
            } else if text.equals("array") {
                self = .array
            } else {
                self = text.equals("dataTable") ? .dataTable : .normal
            }
        }
    }

    var type = Kind.normal
    var text = ""
    var sharedIndex: Int?
    var range: String?
    /// Of a what-if table.
    var inputs = DataTableInputs()
}
