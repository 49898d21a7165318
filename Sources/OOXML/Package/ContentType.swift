// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The media type of a part. A struct over the string, as files bring types nobody has heard of; compares without
/// regard to ASCII case, as media types do.
struct ContentType: Hashable, Sendable {
    let text: String
    private let key: String

    init(_ text: String) {
        self.text = text
        key = text.lowercased()
    }

    static func == (left: ContentType, right: ContentType) -> Bool { left.key == right.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    private static func spreadsheet(_ name: String) -> ContentType {
        ContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.\(name)+xml")
    }

    static let relationships = ContentType("application/vnd.openxmlformats-package.relationships+xml")
    static let workbook = spreadsheet("sheet.main")
    static let template = spreadsheet("template.main")
    static let macroEnabledWorkbook = ContentType("application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    static let macroEnabledTemplate = ContentType("application/vnd.ms-excel.template.macroEnabled.main+xml")
    static let addIn = ContentType("application/vnd.ms-excel.addin.macroEnabled.main+xml")
    static let binaryWorkbook = ContentType("application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    static let worksheet = spreadsheet("worksheet")
    static let chartsheet = spreadsheet("chartsheet")
    static let dialogsheet = spreadsheet("dialogsheet")
    static let sharedStrings = spreadsheet("sharedStrings")
    static let styles = spreadsheet("styles")
    static let calculationChain = spreadsheet("calcChain")
    static let table = spreadsheet("table")
    static let comments = spreadsheet("comments")
    static let sheetMetadata = spreadsheet("sheetMetadata")
    static let richValues = ContentType("application/vnd.ms-excel.rdrichvalue+xml")
    static let richValueStructures = ContentType("application/vnd.ms-excel.rdrichvaluestructure+xml")
    static let pivotTable = spreadsheet("pivotTable")
    static let pivotCacheDefinition = spreadsheet("pivotCacheDefinition")
    static let pivotCacheRecords = spreadsheet("pivotCacheRecords")
    static let externalLink = spreadsheet("externalLink")
    static let queryTable = spreadsheet("queryTable")
    static let connections = spreadsheet("connections")
    static let singleXMLCells = spreadsheet("tableSingleCells")
    static let theme = ContentType("application/vnd.openxmlformats-officedocument.theme+xml")
    static let drawing = ContentType("application/vnd.openxmlformats-officedocument.drawing+xml")
    static let chart = ContentType("application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    static let coreProperties = ContentType("application/vnd.openxmlformats-package.core-properties+xml")
    static let extendedProperties = ContentType(
        "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    static let xml = ContentType("application/xml")

    /// The types that the main part of an xlsx, xlsm, xltx, xltm or xlam file may have.
    static let workbooks: Set<ContentType> = [
        .workbook, .template, .macroEnabledWorkbook, .macroEnabledTemplate, .addIn,
    ]
}
