// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// The parts a new workbook starts with, the smallest that Excel takes for complete.
enum BlankParts {
    static let revisionNamespace = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"

    private static func spreadsheet(_ isStrict: Bool) -> String {
        isStrict ? XMLNamespace.strict(XMLNamespace.spreadsheet.uri) : XMLNamespace.spreadsheet.uri
    }

    /// A sheet without cells; `uid` is its id for good.
    static func worksheet(uid: String, isStrict: Bool) -> [UInt8] {
        let relationships = XMLNamespace.relationships.uri
        let linked = isStrict ? XMLNamespace.strict(relationships) : relationships
        var writer = XMLWriter()
        writer.raw(declaration)
        writer.raw("<worksheet")
        writer.attribute("xmlns", spreadsheet(isStrict))
        writer.attribute("xmlns:r", linked)
        writer.attribute("xmlns:mc", XMLNamespace.markupCompatibility.uri)
        writer.attribute("mc:Ignorable", "xr")
        writer.attribute("xmlns:xr", revisionNamespace)
        writer.attribute("xr:uid", uid)
        writer.raw(
            """
            ><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>\
            <sheetFormatPr defaultRowHeight="15"/><sheetData/>\
            <pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>
            """)
        return writer.finish()
    }

    /// The default font, fills, border and style. The second fill is one that Excel takes for granted.
    static func styles(isStrict: Bool) -> [UInt8] {
        Array(
            """
            \(declaration)<styleSheet xmlns="\(spreadsheet(isStrict))"><fonts count="1"><font><sz val="11"/>\
            <color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/>\
            <tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/>\
            </styleSheet>
            """.utf8)
    }

    /// Metadata of cells, none yet.
    static func metadata(isStrict: Bool) -> [UInt8] {
        Array("\(declaration)<metadata xmlns=\"\(spreadsheet(isStrict))\"/>".utf8)
    }

    /// A list of rich values or their structures, empty.
    static func richValues(root: String) -> [UInt8] {
        Array("\(declaration)<\(root) xmlns=\"\(XMLNamespace.richValues.uri)\" count=\"0\"/>".utf8)
    }

    static func richValueType(_ prefix: String) -> String {
        """
        <\(prefix)metadataType name="\(RichErrors.type)" minSupportedVersion="120000" copy="1" pasteAll="1" \
        pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" \
        coerce="1"/>
        """
    }

    /// What leads to the rich value of a number.
    static func richValueLink(_ prefix: String, _ number: Int) -> String {
        """
        <\(prefix)bk><\(prefix)extLst><\(prefix)ext uri="{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}">\
        <xlrd:rvb xmlns:xlrd="\(XMLNamespace.richValues.uri)" i="\(number)"/></\(prefix)ext></\(prefix)extLst>\
        </\(prefix)bk>
        """
    }

    static func dynamicArrayType(_ prefix: String) -> String {
        """
        <\(prefix)metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" \
        merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" \
        cellMeta="1"/>
        """
    }

    static func dynamicArrayProperties(_ prefix: String) -> String {
        """
        <\(prefix)futureMetadata name="XLDAPR" count="1"><\(prefix)bk><\(prefix)extLst>\
        <\(prefix)ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">\
        <xda:dynamicArrayProperties xmlns:xda="\(XMLNamespace.dynamicArrays.uri)" fDynamic="1" fCollapsed="0"/>\
        </\(prefix)ext></\(prefix)extLst></\(prefix)bk></\(prefix)futureMetadata>
        """
    }
}
