// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension BlankParts {
    /// The theme of a new workbook: Office's colours and fonts, plain fills, lines and effects. ECMA-376-1 §14.2.7,
    /// §20.1.6.9.
    static let theme: [UInt8] = {
        var writer = XMLWriter(capacity: 1 << 13)
        writer.raw(XMLWriter.declaration)
        writer.raw("<a:theme")
        writer.attribute("xmlns:a", XMLNamespace.drawing.uri)
        writer.raw(" name=\"Office Theme\"><a:themeElements><a:clrScheme name=\"Office\">")
        writer.raw("<a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1>")
        writer.raw("<a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1>")
        for (name, colour) in colours { writer.raw("<a:\(name)><a:srgbClr val=\"\(colour)\"/></a:\(name)>") }
        writer.raw("</a:clrScheme><a:fontScheme name=\"Office\">")
        for (group, face) in [("majorFont", "Cambria"), ("minorFont", "Calibri")] {
            writer.raw(
                "<a:\(group)><a:latin typeface=\"\(face)\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:\(group)>")
        }
        writer.raw("</a:fontScheme><a:fmtScheme name=\"Office\"><a:fillStyleLst>")
        for _ in 0..<3 { writer.raw(fill) }
        writer.raw("</a:fillStyleLst><a:lnStyleLst>")
        for width in [9525, 25400, 38100] {
            writer.raw("<a:ln w=\"\(width)\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\">")
            writer.raw(fill)
            writer.raw("<a:prstDash val=\"solid\"/></a:ln>")
        }
        writer.raw("</a:lnStyleLst><a:effectStyleLst>")
        for _ in 0..<3 { writer.raw("<a:effectStyle><a:effectLst/></a:effectStyle>") }
        writer.raw("</a:effectStyleLst><a:bgFillStyleLst>")
        for _ in 0..<3 { writer.raw(fill) }
        writer.raw(
            "</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>")
        return writer.finish()
    }()

    private static let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"

    private static let colours = [
        ("dk2", "1F497D"), ("lt2", "EEECE1"), ("accent1", "4F81BD"), ("accent2", "C0504D"), ("accent3", "9BBB59"),
        ("accent4", "8064A2"), ("accent5", "4BACC6"), ("accent6", "F79646"), ("hlink", "0000FF"),
        ("folHlink", "800080"),
    ]
}
