// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// The table of everything in a file that refers to cells, sheets or tables and that the workbook does not model.

extension ReferencePlaces {
    /// The places in parts of a kind, by the last segment of the relationship type that leads to it; `nil` where none
    /// refers to anything.
    static func places(ofKind kind: Substring) -> ReferencePlaces? { byKind[kind] }

    private static let byKind: [Substring: ReferencePlaces] = [
        "drawing": drawing, "chart": chart, "chartEx": chart, "chartUserShapes": drawing, "vmlDrawing": vmlDrawing,
        "comments": comments, "threadedComment": threadedComments, "ctrlProp": formControl, "table": table,
        "tableSingleCells": singleCells, "namedSheetView": namedViews, "pivotTable": pivotTable,
        "pivotCacheDefinition": pivotCache, "connections": connections,
        "slicerCache": slicerCache,
    ]

    /// What stands around the cells of a worksheet. ECMA-376-1 §18.3.1; [MS-XLSX] §2.6 for what is in `extLst`.
    ///
    /// What the workbook models is written from it: `cols`, `mergeCells`, the sheet's own `autoFilter@ref`,
    /// `tableParts`. Views stay as they are: Excel leaves selection, scrolling and frozen panes where they were.
    static let worksheet = ReferencePlaces(
        [
            ReferencePlace("conditionalFormatting@sqref", .cells, losing: .element),
            ReferencePlace("conditionalFormatting/sqref", .cells, losing: .parent),
            ReferencePlace("cfRule/formula", .formula),
            ReferencePlace("cfvo@val", .formula),
            ReferencePlace("dataValidation@sqref", .cells, losing: .element),
            ReferencePlace("dataValidation/sqref", .cells, losing: .parent),
            ReferencePlace("dataValidation/formula1", .formula),
            ReferencePlace("dataValidation/formula2", .formula),
            ReferencePlace("sparkline/sqref", .cells, losing: .parent),
            // The namespace of Excel's formulas has one element for all extensions.
            ReferencePlace("f", .formula),
            ReferencePlace("hyperlink@ref", .attached, losing: .element),
            ReferencePlace("hyperlink@location", .location),
            ReferencePlace("protectedRange@sqref", .cells, losing: .element),
            ReferencePlace("ignoredError@sqref", .cells, losing: .element),
            ReferencePlace("ignoredError/sqref", .cells, losing: .parent),
            ReferencePlace("cellWatch@r", .range, losing: .element),
            ReferencePlace("cellSmartTags@r", .range, losing: .element),
            ReferencePlace("rowBreaks/brk@id", .rowBreak, losing: .element),
            ReferencePlace("colBreaks/brk@id", .columnBreak, losing: .element),
            ReferencePlace("scenarios@sqref", .cells),
            ReferencePlace("inputCells@r", .range, losing: .element),
            ReferencePlace("dataRef", .source),
            ReferencePlace("autoFilter", .filter),
            ReferencePlace("customSheetView/autoFilter@ref", .range, losing: .element),
            ReferencePlace("sortState@ref", .range, losing: .element),
            ReferencePlace("sortCondition@ref", .range, losing: .element),
            ReferencePlace("anchor", .anchor),
            ReferencePlace("controlPr@linkedCell", .formula),
            ReferencePlace("controlPr@listFillRange", .formula),
            ReferencePlace("webPublishItem@sourceRef", .range),
        ],
        emptying: [
            "conditionalFormattings", "dataValidations", "sparklines", "sparklineGroup", "sparklineGroups",
            "hyperlinks", "protectedRanges", "ignoredErrors", "cellWatches", "smartTags", "rowBreaks", "colBreaks",
            "scenario", "scenarios", "ext", "extLst",
        ])

    /// Shapes, pictures and charts over a sheet. ECMA-376-1 §20.5.2.
    private static let drawing = ReferencePlaces([
        ReferencePlace("twoCellAnchor", .anchor),
        ReferencePlace("oneCellAnchor", .anchor),
        ReferencePlace("sp@textlink", .formula),
        ReferencePlace("cameraTool@cellRange", .formula),
    ])

    /// Charts of both generations. ECMA-376-1 §21.2.2.65, [MS-ODRAWXML] §2.24.3.
    private static let chart = ReferencePlaces([
        ReferencePlace("f", .series),
        ReferencePlace("sqref", .series),
        ReferencePlace("pivotSource/name", .pivotTable),
    ])

    /// Notes and form controls in VML. ECMA-376-4 §19.4.
    private static let vmlDrawing = ReferencePlaces([
        ReferencePlace("shape", .shape, losing: .element),
        ReferencePlace("ClientData/FmlaLink", .formula),
        ReferencePlace("ClientData/FmlaRange", .formula),
        ReferencePlace("ClientData/FmlaGroup", .formula),
        ReferencePlace("ClientData/FmlaTxbx", .formula),
        ReferencePlace("ClientData/FmlaPict", .formula),
    ])

    /// ECMA-376-1 §18.7.3.
    private static let comments = ReferencePlaces([
        ReferencePlace("comment@ref", .attached, losing: .element),
        ReferencePlace("anchor", .anchor),
    ])

    /// [MS-XLSX] §2.6.205.
    private static let threadedComments = ReferencePlaces([
        ReferencePlace("threadedComment@ref", .attached, losing: .element)
    ])

    /// [MS-XLSX] §2.6.74.
    private static let formControl = ReferencePlaces([
        ReferencePlace("formControlPr@fmlaLink", .formula),
        ReferencePlace("formControlPr@fmlaRange", .formula),
        ReferencePlace("formControlPr@fmlaGroup", .formula),
        ReferencePlace("formControlPr@fmlaTxbx", .formula),
    ])

    /// What `TableEditor` leaves alone. ECMA-376-1 §18.5.1.
    private static let table = ReferencePlaces([
        ReferencePlace("sortState@ref", .range, losing: .element),
        ReferencePlace("sortCondition@ref", .range, losing: .element),
        ReferencePlace("totalsRowFormula", .formula),
    ])

    /// ECMA-376-1 §18.5.2.
    private static let singleCells = ReferencePlaces([
        ReferencePlace("singleXmlCell@r", .range, losing: .element)
    ])

    /// [MS-XLSX] §2.6.221.
    private static let namedViews = ReferencePlaces([
        ReferencePlace("nsvFilter@ref", .range, losing: .element),
        ReferencePlace("nsvFilter", .filter),
        ReferencePlace("sortCondition@ref", .range, losing: .element),
    ])

    /// ECMA-376-1 §18.10.1.49.
    private static let pivotTable = ReferencePlaces([ReferencePlace("location@ref", .block)], upTo: "location")

    /// ECMA-376-1 §18.10.1.95, §18.10.1.78.
    private static let pivotCache = ReferencePlaces(
        [ReferencePlace("worksheetSource", .source), ReferencePlace("rangeSet", .source)], upTo: "cacheSource")

    /// ECMA-376-1 §18.13.5, [MS-XLSX] §2.6.126.
    private static let connections = ReferencePlaces([
        ReferencePlace("parameter@cell", .formula),
        ReferencePlace("rangePr@sourceName", .formula),
    ])

    /// [MS-XLSX] §2.6.69, §2.6.101.
    private static let slicerCache = ReferencePlaces([ReferencePlace("slicerCacheDefinition", .slicer)])

    /// The relationships of a sheet, a drawing or a chart: links to places in the workbook. ECMA-376-2 §6.5.3.4.
    static let relationships = ReferencePlaces([ReferencePlace("Relationship@Target", .fragment)])

    /// The list of named ranges among the document's properties. ECMA-376-1 §22.2.2.28.
    static let properties = ReferencePlaces([ReferencePlace("TitlesOfParts/vector/lpstr", .location)])
}
