// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A rule that packages keep, with the place where it is written. This file is the table of them.
public struct VerificationRule: Sendable, Hashable {
    /// A short name, for filters.
    public let name: String
    /// The document and its section.
    public let source: String

    private init(_ name: String, _ source: String) {
        self.name = name
        self.source = source
    }

    // The container.
    static let archive = VerificationRule("archive", "ECMA-376-2 §7.3")
    static let entryData = VerificationRule("entry-data", "ECMA-376-2 §7.3.4")
    static let partName = VerificationRule("part-name", "ECMA-376-2 §6.2.2")
    static let contentType = VerificationRule("content-type", "ECMA-376-2 §7.2.3")
    static let relationship = VerificationRule("relationship", "ECMA-376-2 §6.5.3")
    static let relationshipTarget = VerificationRule("relationship-target", "ECMA-376-2 §6.5.3.4")
    static let relationshipUse = VerificationRule("relationship-id", "ECMA-376-1 §22.8.2.1")
    static let unreachable = VerificationRule("unreachable-part", "ECMA-376-2 §6.5")
    static let requiredPart = VerificationRule("required-part", "ECMA-376-1 §12.2")

    // XML.
    static let wellFormed = VerificationRule("well-formed", "XML 1.0 §2.1")
    static let limit = VerificationRule("limit", "PackageLimits")
    static let rootElement = VerificationRule("root-element", "ECMA-376-1 §12.3")
    static let compatibility = VerificationRule("markup-compatibility", "ECMA-376-3 §7.2")
    static let dialect = VerificationRule("dialect", "ECMA-376-1 §2.1")

    /// The order and number of elements, by the section that has the part's elements.
    static func order(_ section: String) -> VerificationRule { VerificationRule("element-order", section) }

    // The workbook.
    static let sheetName = VerificationRule("sheet-name", "ECMA-376-1 §18.2.19")
    static let sheetID = VerificationRule("sheet-id", "ECMA-376-1 §18.2.19")
    static let visibleSheet = VerificationRule("visible-sheet", "ECMA-376-1 §18.18.68")
    static let view = VerificationRule("view", "ECMA-376-1 §18.2.30")
    static let definedName = VerificationRule("defined-name", "ECMA-376-1 §18.2.5")
    static let pivotCache = VerificationRule("pivot-cache", "ECMA-376-1 §18.2.20")

    // Styles and strings.
    static let count = VerificationRule("count", "ECMA-376-1 §18.1")
    static let styleIndex = VerificationRule("style-index", "ECMA-376-1 §18.8.45")
    static let numberFormat = VerificationRule("number-format", "ECMA-376-1 §18.8.30")
    static let differentialFormat = VerificationRule("dxf-index", "ECMA-376-1 §18.18.25")
    static let sharedString = VerificationRule("shared-string", "ECMA-376-1 §18.4.9")
    static let textLength = VerificationRule("text-length", "ECMA-376-1 §18.3.1.4")

    // Sheets.
    static let row = VerificationRule("row", "ECMA-376-1 §18.3.1.73")
    static let cell = VerificationRule("cell", "ECMA-376-1 §18.3.1.4")
    static let cellValue = VerificationRule("cell-value", "ECMA-376-1 §18.18.11")
    static let formula = VerificationRule("formula", "ECMA-376-1 §18.3.1.40")
    static let metadata = VerificationRule("cell-metadata", "ECMA-376-1 §18.9")
    static let dimension = VerificationRule("dimension", "ECMA-376-1 §18.3.1.35")
    static let columns = VerificationRule("columns", "ECMA-376-1 §18.3.1.13")
    static let merge = VerificationRule("merge", "ECMA-376-1 §18.3.1.55")
    static let reference = VerificationRule("reference", "ECMA-376-1 §18.18.62")
    static let table = VerificationRule("table", "ECMA-376-1 §18.5.1.2")
    static let tableColumn = VerificationRule("table-column", "ECMA-376-1 §18.5.1.3")
    static let slicer = VerificationRule("slicer", "[MS-XLSX] §2.3.2")
    static let comment = VerificationRule("comment", "ECMA-376-1 §18.7.3")
    static let calculationChain = VerificationRule("calculation-chain", "ECMA-376-1 §18.6.1")
    static let anchor = VerificationRule("anchor", "ECMA-376-1 §20.5.2")
    static let axis = VerificationRule("chart-axis", "ECMA-376-1 §21.2.2.9")
}
