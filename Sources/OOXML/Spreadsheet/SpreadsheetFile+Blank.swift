// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

extension SpreadsheetFile {
    /// A new workbook with blank sheets, complete with theme, styles and document properties.
    ///
    /// - Precondition: at least one name; they are taken as they are.
    public static func blank(
        sheetNames: [String], functions: FileFunctions = FileFunctions()
    ) -> SpreadsheetFile {
        precondition(!sheetNames.isEmpty, "a workbook has at least one sheet")
        var workbook = Workbook()
        var parts = SpreadsheetParts()
        parts.styles = "/xl/styles.xml"
        var types = ContentTypes()
        types.addDefault("rels", .relationships)
        types.addDefault("xml", .xml)
        var links = Relationships()
        for (position, name) in sheetNames.enumerated() {
            let id = workbook.appendSheet(named: name, uid: sheetUID(position))
            let part = PartName("/xl/worksheets/sheet\(position + 1).xml")
            parts.sheets[id.rawValue] = part
            parts.sheetRelationships[id.rawValue] = links.add(.worksheet, target: parts.workbook.target(to: part))
            types.set(part, .worksheet)
        }
        _ = links.add(.theme, target: "theme/theme1.xml")
        _ = links.add(.styles, target: "styles.xml")
        types.set(parts.workbook, .workbook)
        types.set("/xl/theme/theme1.xml", .theme)
        types.set("/xl/styles.xml", .styles)
        types.set("/docProps/core.xml", .coreProperties)
        types.set("/docProps/app.xml", .extendedProperties)
        var root = Relationships()
        _ = root.add(.officeDocument, target: "xl/workbook.xml")
        _ = root.add(.coreProperties, target: "docProps/core.xml")
        _ = root.add(.extendedProperties, target: "docProps/app.xml")

        var package = Package(limits: PackageLimits())
        package.set(types)
        package.set(root, of: nil)
        package.set(parts.workbook, BlankParts.workbook(workbook, parts))
        package.set(links, of: parts.workbook)
        for sheet in workbook.sheets {
            guard let part = parts.sheets[sheet.id.rawValue] else { continue }
            package.set(part, BlankParts.worksheet(uid: sheet.uid, isStrict: false))
        }
        package.set("/xl/theme/theme1.xml", BlankParts.theme)
        package.set("/xl/styles.xml", BlankParts.styles(isStrict: false))
        package.set("/docProps/core.xml", BlankParts.coreProperties)
        package.set("/docProps/app.xml", BlankParts.extendedProperties(sheetNames))
        return SpreadsheetFile(package: package, workbook: workbook, parts: parts, functions: functions)
    }
}

extension BlankParts {
    /// The workbook part with its list of sheets.
    static func workbook(_ workbook: Workbook, _ parts: SpreadsheetParts) -> [UInt8] {
        var writer = XMLWriter()
        writer.raw(XMLWriter.declaration)
        writer.raw("<workbook")
        writer.attribute("xmlns", XMLNamespace.spreadsheet.uri)
        writer.attribute("xmlns:r", XMLNamespace.relationships.uri)
        writer.raw("><workbookPr defaultThemeVersion=\"124226\"/><bookViews><workbookView/></bookViews><sheets>")
        for (position, sheet) in workbook.sheets.enumerated() {
            writer.raw("<sheet")
            writer.attribute("name", sheet.name)
            writer.attribute("sheetId", position + 1)
            writer.attribute("r:id", parts.sheetRelationships[sheet.id.rawValue] ?? "")
            writer.raw("/>")
        }
        writer.raw("</sheets><calcPr calcId=\"191029\"/></workbook>")
        return writer.finish()
    }

    static let coreProperties: [UInt8] = Array(
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r
        <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator/></cp:coreProperties>
        """.utf8)

    /// The application's properties, which list the sheets.
    static func extendedProperties(_ sheets: [String]) -> [UInt8] {
        var writer = XMLWriter()
        writer.raw(XMLWriter.declaration)
        writer.raw(
            """
            <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" \
            xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">\
            <Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop>\
            <HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Worksheets</vt:lpstr>\
            </vt:variant><vt:variant><vt:i4>
            """)
        writer.integer(sheets.count)
        writer.raw("</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector")
        writer.attribute("size", sheets.count)
        writer.raw(" baseType=\"lpstr\">")
        for name in sheets {
            writer.raw("<vt:lpstr>")
            writer.text(name)
            writer.raw("</vt:lpstr>")
        }
        writer.raw("</vt:vector></TitlesOfParts></Properties>")
        return writer.finish()
    }
}
