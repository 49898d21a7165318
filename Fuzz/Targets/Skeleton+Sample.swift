// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Skeleton {
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    /// Two sheets, the first with a table, with one part of every kind that Cellar reads.
    static let sample: KeyValuePairs = [
        "[Content_Types].xml": """
        <Types xmlns="\(package)/content-types"><Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
        ContentType="application/xml"/><Override PartName="/xl/workbook.xml" \
        ContentType="\(type).sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" \
        ContentType="\(type).worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" \
        ContentType="\(type).worksheet+xml"/><Override PartName="/xl/styles.xml" \
        ContentType="\(type).styles+xml"/><Override PartName="/xl/sharedStrings.xml" \
        ContentType="\(type).sharedStrings+xml"/><Override PartName="/xl/metadata.xml" \
        ContentType="\(type).sheetMetadata+xml"/><Override PartName="/xl/tables/table1.xml" \
        ContentType="\(type).table+xml"/></Types>
        """,
        "_rels/.rels": """
        <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" Type="\(document)/officeDocument" \
        Target="xl/workbook.xml"/></Relationships>
        """,
        "xl/workbook.xml": """
        <workbook xmlns="\(main)" xmlns:r="\(document)"><sheets><sheet name="One" sheetId="1" r:id="rId1"/>\
        <sheet name="Two" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="Rate">One!$A$2\
        </definedName><definedName name="Local" localSheetId="1">Two!$A:$A</definedName></definedNames></workbook>
        """,
        "xl/_rels/workbook.xml.rels": """
        <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" Type="\(document)/worksheet" \
        Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="\(document)/worksheet" \
        Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="\(document)/styles" Target="styles.xml"/>\
        <Relationship Id="rId4" Type="\(document)/sharedStrings" Target="sharedStrings.xml"/>\
        <Relationship Id="rId5" Type="\(document)/sheetMetadata" Target="metadata.xml"/></Relationships>
        """,
        "xl/worksheets/sheet1.xml": """
        <worksheet xmlns="\(main)" xmlns:r="\(document)"><cols><col min="2" max="3" width="12" customWidth="1"/></cols>\
        <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2" ht="20">\
        <c r="A2"><v>1.5</v></c><c r="B2" s="1"><f t="shared" ref="B2:B3" si="0">A2*2</f><v>3</v></c></row><row r="3">\
        <c r="A3" t="str"><v>x</v></c><c r="B3" t="e"><f t="shared" si="0"/><v>#VALUE!</v></c><c r="D3" cm="1">\
        <f t="array" ref="D3:D4">_xlfn.SEQUENCE(2)</f><v>1</v></c></row><row r="4"><c r="D4"><v>2</v></c></row>\
        </sheetData><mergeCells count="1"><mergeCell ref="F1:G2"/></mergeCells><tableParts count="1">\
        <tablePart r:id="rId1"/></tableParts></worksheet>
        """,
        "xl/worksheets/_rels/sheet1.xml.rels": """
        <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" Type="\(document)/table" \
        Target="../tables/table1.xml"/></Relationships>
        """,
        "xl/worksheets/sheet2.xml": """
        <worksheet xmlns="\(main)"><sheetData><row><c><f>SUM(One!A1:B9)+SUM(Table1[b])+Rate</f></c>\
        <c t="b"><v>1</v></c></row></sheetData></worksheet>
        """,
        "xl/styles.xml": """
        <styleSheet xmlns="\(main)"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00 &quot;kg&quot;"/>\
        </numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>
        """,
        "xl/sharedStrings.xml": """
        <sst xmlns="\(main)" count="2" uniqueCount="2"><si><t>a</t></si><si><r><t>b</t></r></si></sst>
        """,
        "xl/metadata.xml": """
        <metadata xmlns="\(main)" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray">\
        <metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000"/></metadataTypes>\
        <futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">\
        <xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>\
        <cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>
        """,
        "xl/tables/table1.xml": """
        <table xmlns="\(main)" id="1" name="Table1" displayName="Table1" ref="A1:B3"><autoFilter ref="A1:B3"/>\
        <tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"><calculatedColumnFormula>\
        A2*2</calculatedColumnFormula></tableColumn></tableColumns></table>
        """,
    ]
}
