// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a relationship means. A struct over the URI, as files bring types nobody has heard of; the strict twin of a
/// known type is the same value.
struct RelationshipType: Hashable, Sendable {
    /// The transitional URI.
    let uri: String

    init(_ uri: String) { self.uri = XMLNamespace.transitional(uri) }

    private static func office(_ name: String) -> RelationshipType {
        RelationshipType("http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(name)")
    }

    /// The main part of the package, which for a workbook is `workbook.xml`.
    static let officeDocument = office("officeDocument")
    static let coreProperties = RelationshipType(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")
    static let extendedProperties = office("extended-properties")
    static let customProperties = office("custom-properties")
    static let digitalSignatureOrigin = RelationshipType(
        "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin")
    static let worksheet = office("worksheet")
    static let chartsheet = office("chartsheet")
    static let dialogsheet = office("dialogsheet")
    static let macrosheet = RelationshipType("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet")
    static let internationalMacrosheet = RelationshipType(
        "http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet")
    static let sharedStrings = office("sharedStrings")
    static let styles = office("styles")
    static let theme = office("theme")
    static let calculationChain = office("calcChain")
    static let sheetMetadata = office("sheetMetadata")
    static let externalLink = office("externalLink")
    static let table = office("table")
    static let drawing = office("drawing")
    static let legacyDrawing = office("vmlDrawing")
    static let comments = office("comments")
    static let threadedComments = RelationshipType(
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment")
    static let persons = RelationshipType("http://schemas.microsoft.com/office/2017/10/relationships/person")
    static let hyperlink = office("hyperlink")
    static let image = office("image")
    static let chart = office("chart")
    static let pivotTable = office("pivotTable")
    static let pivotCacheDefinition = office("pivotCacheDefinition")
    static let pivotCacheRecords = office("pivotCacheRecords")
    static let printerSettings = office("printerSettings")
    static let macroProject = RelationshipType("http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    static let richValues = RelationshipType("http://schemas.microsoft.com/office/2017/06/relationships/rdRichValue")
    static let richValueStructures = RelationshipType(
        "http://schemas.microsoft.com/office/2017/06/relationships/rdRichValueStructure")
}
