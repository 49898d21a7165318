// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// The table of the element order in drawings: ECMA-376-1 §20.5, Annex A.4.2.

extension Schema {
    static let drawing = Schema(
        .spreadsheetDrawing, prefixes: [.drawing: "a"], section: "ECMA-376-1 §20.5",
        table: """
            wsDr: (twoCellAnchor|oneCellAnchor|absoluteAnchor)*
            twoCellAnchor: from:marker to:marker (sp|grpSp|graphicFrame|cxnSp|pic|contentPart) clientData
            oneCellAnchor: from:marker ext (sp|grpSp|graphicFrame|cxnSp|pic|contentPart) clientData
            absoluteAnchor: pos ext (sp|grpSp|graphicFrame|cxnSp|pic|contentPart) clientData
            marker: col colOff row rowOff
            sp: nvSpPr spPr style? txBody?
            nvSpPr: cNvPr cNvSpPr
            grpSp: nvGrpSpPr grpSpPr (sp|grpSp|graphicFrame|cxnSp|pic|contentPart)*
            nvGrpSpPr: cNvPr cNvGrpSpPr
            graphicFrame: nvGraphicFramePr xfrm:transform a/graphic
            nvGraphicFramePr: cNvPr cNvGraphicFramePr
            transform: a/off? a/ext?
            cxnSp: nvCxnSpPr spPr style?
            nvCxnSpPr: cNvPr cNvCxnSpPr
            pic: nvPicPr blipFill spPr style?
            nvPicPr: cNvPr cNvPicPr
            blipFill: a/blip? a/srcRect? (a/tile|a/stretch)?
            spPr: a/xfrm? (a/custGeom|a/prstGeom)? \
            (a/noFill|a/solidFill|a/gradFill|a/blipFill|a/pattFill|a/grpFill)? a/ln? (a/effectLst|a/effectDag)? \
            a/scene3d? a/sp3d? a/extLst?
            txBody: a/bodyPr a/lstStyle? a/p+
            cNvPr: a/hlinkClick? a/hlinkHover? a/extLst?
            """)
}
