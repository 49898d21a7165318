// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Workbooks

/// An .xlsx file and the workbook read from it. The package stays the truth for everything the workbook does not model;
/// the workbook as read is kept beside it, so that saving finds what changed by comparing pages.
///
///     let file = try SpreadsheetFile(bytes)
///     var workbook = file.workbook
///     …
///     let saved = try file.saving(workbook).bytes
public struct SpreadsheetFile: Sendable {
    /// The package the workbook was read from or last saved to.
    var package: Package
    /// The workbook as the package holds it.
    public internal(set) var workbook: Workbook
    /// Where the workbook's things stand in the package.
    var parts = SpreadsheetParts()
    /// How formulas are put into the package.
    let functions: FileFunctions
    /// What the last saving could not keep true.
    public internal(set) var notices: [SaveNotice] = []

    /// Reads a file.
    ///
    /// - Parameter numbering: the ids that the worksheets had when the file was saved, for a journal that names them;
    ///   nil for new ones.
    /// - Throws: `PackageError` when the bytes are not a workbook Cellar can open.
    public init(
        _ bytes: [UInt8], limits: PackageLimits = PackageLimits(), functions: FileFunctions = FileFunctions(),
        numbering: WorkbookNumbering? = nil
    ) throws(PackageError) {
        package = try Package(bytes, limits: limits)
        workbook = Workbook()
        self.functions = functions
        if let numbering { workbook.reserve(numbering) }
        try read(sheetIDs: numbering?.sheets ?? [])
    }

    init(
        package: Package, workbook: Workbook, parts: SpreadsheetParts, functions: FileFunctions,
        notices: [SaveNotice] = []
    ) {
        self.package = package
        self.workbook = workbook
        self.parts = parts
        self.functions = functions
        self.notices = notices
    }

    /// The file as bytes.
    public var bytes: [UInt8] {
        get throws(PackageError) { try package.serialised() }
    }
}

/// Which parts of a package hold what of its workbook.
struct SpreadsheetParts: Sendable {
    var workbook: PartName = "/xl/workbook.xml"
    var styles: PartName?
    var sharedStrings: PartName?
    /// By raw sheet id.
    var sheets: [UInt32: PartName] = [:]
    /// Ids of the workbook's relationships to them, by raw sheet id.
    var sheetRelationships: [UInt32: String] = [:]
    /// Ids of relationships to worksheets that are gone.
    var removedSheetRelationships: Set<String> = []
    /// By table id.
    var tables: [Int: PartName] = [:]
    /// Ids of the tables whose own filter had criteria when the file was read.
    var filteredTables: Set<Int> = []
    /// What Cellar has put into the shared string table since it was read.
    var addedStrings = AddedStrings(behind: 0)
    /// How the parts of the sheets are spelled, by raw sheet id; those that Cellar has made are not here.
    var traits: [UInt32: SheetTraits] = [:]
    /// By how much the cells that refer to the table are more than it says.
    var sharedReferences = 0
    /// Values of `cm` on cells that mark a dynamic array.
    var dynamicArrayMetadata: Set<Int> = []
    /// The errors that values of `vm` on cells stand for.
    var richErrors = RichErrors()
    /// How many blocks of cell metadata there are, and of value metadata.
    var cellMetadataCount = 0
    var valueMetadataCount = 0
    /// Whether some sheet says how it shows the readings of texts.
    var hasPhonetics = false
    /// Whether the file is in the strict dialect.
    var isStrict = false

    /// Whether cells of some sheet refer to texts that the shared string table does not have.
    var refersBeyondStrings: Bool { traits.values.contains(where: \.refersBeyondStrings) }
}
