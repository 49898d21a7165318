// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Foundation
import Testing

@testable import OOXML
@testable import Workbooks

/// References around the cells of a sheet, after its cells moved and sheets were renamed.
struct SheetReferenceTests {
    /// One element around the cells, an edit, and what the element is then; nothing when it is gone.
    struct Case: CustomTestStringConvertible, Sendable {
        let before: String
        let edit: Edit
        let after: String?

        var testDescription: String { "\(edit): \(before)" }
    }

    private static func format(_ cells: String, _ formula: String) -> String {
        "<conditionalFormatting sqref=\"\(cells)\"><cfRule type=\"expression\" priority=\"1\"><formula>\(formula)"
            + "</formula></cfRule></conditionalFormatting>"
    }

    private static func extended(_ content: String) -> String {
        "<extLst><ext uri=\"{X}\" xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\" "
            + "xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\">\(content)</ext></extLst>"
    }

    private static func sparkline(_ source: String, _ cell: String) -> String {
        extended(
            "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>\(source)</xm:f>"
                + "<xm:sqref>\(cell)</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
                + "</x14:sparklineGroups>")
    }

    private static func format14(_ cells: String, _ formula: String) -> String {
        extended(
            "<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type=\"expression\"><xm:f>\(formula)"
                + "</xm:f></x14:cfRule><xm:sqref>\(cells)</xm:sqref></x14:conditionalFormatting>"
                + "</x14:conditionalFormattings>")
    }

    private static func validation14(_ cells: String, _ list: String) -> String {
        extended(
            "<x14:dataValidations count=\"1\"><x14:dataValidation type=\"list\"><x14:formula1><xm:f>\(list)</xm:f>"
                + "</x14:formula1><xm:sqref>\(cells)</xm:sqref></x14:dataValidation></x14:dataValidations>")
    }

    private static func validation(_ cells: String, _ one: String, _ other: String = "9") -> String {
        "<dataValidations count=\"1\"><dataValidation type=\"whole\" sqref=\"\(cells)\"><formula1>\(one)</formula1>"
            + "<formula2>\(other)</formula2></dataValidation></dataValidations>"
    }

    static let formats = [
        Case(
            before: format("B2:B9", "$A2&gt;Two!$A$5"), edit: Edits.insert("1:1"),
            after: format("B3:B10", "$A3&gt;Two!$A$5")),
        Case(
            before: format("B2:B9", "$A2&gt;Two!$A$5"), edit: Edits.insert("1:2", on: 1),
            after: format("B2:B9", "$A2&gt;Two!$A$7")),
        // Inside it grows; what is relative to its first cell stays.
        Case(
            before: format("B2:B9", "B2&gt;MAX(B$2:B$9)"), edit: Edits.insert("5:6"),
            after: format("B2:B11", "B2&gt;MAX(B$2:B$11)")),
        // The first cell goes: the formula is written for the next one.
        Case(before: format("B2:B9", "A2&gt;1"), edit: Edits.delete("2:3"), after: format("B2:B7", "A2&gt;1")),
        Case(before: format("B2:B9", "A1&gt;1"), edit: Edits.delete("2:2"), after: format("B2:B8", "A1&gt;1")),
        Case(before: format("A3", "TRUE"), edit: Edits.delete("3:3"), after: nil),
        Case(
            before: format("B2:B9", "$A2&gt;1"), edit: Edits.delete("A:A", .left), after: format("A2:A9", "#REF!&gt;1")),
        // Relative to the top left corner of all ranges, whichever stands first.
        Case(before: format("C5 A1", "B1&gt;1"), edit: Edits.insert("1:1"), after: format("C6 A2", "B2&gt;1")),
        // Cells that move in part of a format split it.
        Case(
            before: format("A1:C4", "A1&gt;1"), edit: Edits.insert("B2:B3"),
            after: format("A1:A4 B1:B6 C1:C4", "A1&gt;1")),
        Case(before: format("A1:C4", "A1&gt;1"), edit: Edits.insert("E2:E3"), after: format("A1:C4", "A1&gt;1")),
        Case(
            before: format("A:A", "A1&gt;Two!A1"), edit: Edits.rename("A b", sheet: 1),
            after: format("A:A", "A1&gt;'A b'!A1")),
        Case(
            before: format("A1:A1048576", "A1&gt;1"), edit: Edits.insert("2:2"), after: format("A1:A1048576", "A1&gt;1")
        ),
        Case(
            before: format("A1:A5", "A1&gt;Two!$B$1"), edit: Edits.deleteSheet(1),
            after: format("A1:A5", "A1&gt;#REF!$B$1")),
        Case(
            before: "<conditionalFormatting sqref=\"A1:A9\"><cfRule type=\"colorScale\" priority=\"1\"><colorScale>"
                + "<cfvo type=\"num\" val=\"$D$4\"/><cfvo type=\"num\" val=\"10\"/></colorScale></cfRule>"
                + "</conditionalFormatting>",
            edit: Edits.insert("3:3"),
            after: "<conditionalFormatting sqref=\"A1:A10\"><cfRule type=\"colorScale\" priority=\"1\"><colorScale>"
                + "<cfvo type=\"num\" val=\"$D$5\"/><cfvo type=\"num\" val=\"10\"/></colorScale></cfRule>"
                + "</conditionalFormatting>"),
    ]

    static let validations = [
        Case(
            before: validation("C5:C8", "$A$5", "$A$8"), edit: Edits.insert("1:1"),
            after: validation("C6:C9", "$A$6", "$A$9")),
        Case(before: validation("C5:C8", "A5"), edit: Edits.delete("5:5"), after: validation("C5:C7", "A5")),
        Case(before: validation("C5", "1"), edit: Edits.delete("5:5"), after: nil),
        Case(
            before: validation("C5", "Two!$A$1"), edit: Edits.rename("X", sheet: 1), after: validation("C5", "X!$A$1")),
        Case(before: validation("C5", "\"a,b\""), edit: Edits.insert("1:1"), after: validation("C6", "\"a,b\"")),
        Case(before: validation("A2:D2", "1"), edit: Edits.insert("B2", .right), after: validation("A2:E2", "1")),
    ]

    static let extensions = [
        Case(
            before: sparkline("One!A1:A9", "F2"), edit: Edits.insert("1:1"), after: sparkline("One!A2:A10", "F3")),
        Case(
            before: sparkline("Two!A1:A9", "F2"), edit: Edits.rename("X", sheet: 1), after: sparkline("X!A1:A9", "F2")),
        Case(before: sparkline("Two!A1:A9", "F2"), edit: Edits.delete("2:2"), after: nil),
        Case(
            before: sparkline("Two!A1:A9", "F2"), edit: Edits.deleteSheet(1), after: sparkline("#REF!A1:A9", "F2")),
        Case(
            before: format14("B2:B4", "A2&gt;Two!A2"), edit: Edits.insert("1:1"),
            after: format14("B3:B5", "A3&gt;Two!A2")),
        Case(before: format14("B2:B4", "A2&gt;1"), edit: Edits.delete("B:B", .left), after: nil),
        Case(
            before: validation14("B2:B4", "Two!$A$1:$A$4"), edit: Edits.insert("2:2", on: 1),
            after: validation14("B2:B4", "Two!$A$1:$A$5")),
    ]

    static let others = [
        Case(
            before: "<hyperlinks><hyperlink ref=\"A3\" location=\"Two!A3\" display=\"Two!A3\"/></hyperlinks>",
            edit: Edits.insert("1:1"),
            after: "<hyperlinks><hyperlink ref=\"A4\" location=\"Two!A3\" display=\"Two!A3\"/></hyperlinks>"),
        Case(
            before: "<hyperlinks><hyperlink ref=\"A3\" location=\"Two!A3\"/></hyperlinks>",
            edit: Edits.rename("It's", sheet: 1),
            after: "<hyperlinks><hyperlink ref=\"A3\" location=\"'It''s'!A3\"/></hyperlinks>"),
        Case(
            before: "<hyperlinks><hyperlink ref=\"A3\" location=\"Two!A3\"/></hyperlinks>", edit: Edits.deleteSheet(1),
            after: "<hyperlinks><hyperlink ref=\"A3\" location=\"Two!A3\"/></hyperlinks>"),
        Case(
            before: "<hyperlinks><hyperlink ref=\"A3\" location=\"One!A3\"/></hyperlinks>",
            edit: Edits.reorder("A2:B4", [1, 2, 0]),
            after: "<hyperlinks><hyperlink ref=\"A2\" location=\"One!A3\"/></hyperlinks>"),
        // Formats and validations stay with their places.
        Case(
            before: format("A3", "A3&gt;Two!A3"), edit: Edits.reorder("A2:B4", [1, 2, 0]),
            after: format("A3", "A3&gt;Two!A3")),
        Case(
            before: "<protectedRanges><protectedRange sqref=\"A1:B2 D4\" name=\"R\"/></protectedRanges>",
            edit: Edits.delete("4:4"),
            after: "<protectedRanges><protectedRange sqref=\"A1:B2\" name=\"R\"/></protectedRanges>"),
        Case(
            before: "<scenarios sqref=\"C1\"><scenario name=\"S\" count=\"2\"><inputCells r=\"A1\" val=\"1\"/>"
                + "<inputCells r=\"A3\" val=\"2\"/></scenario></scenarios>",
            edit: Edits.delete("1:1"),
            after: "<scenarios sqref=\"C1\"><scenario name=\"S\" count=\"1\">"
                + "<inputCells r=\"A2\" val=\"2\"/></scenario></scenarios>"),
        Case(
            before: "<rowBreaks count=\"2\" manualBreakCount=\"1\"><brk id=\"4\" max=\"16383\" man=\"1\"/>"
                + "<brk id=\"7\" max=\"16383\"/></rowBreaks>",
            edit: Edits.delete("5:5"),
            after: "<rowBreaks count=\"1\" manualBreakCount=\"0\"><brk id=\"6\" max=\"16383\"/></rowBreaks>"),
        Case(
            before: "<colBreaks count=\"1\"><brk id=\"2\" max=\"1048575\" man=\"1\"/></colBreaks>",
            edit: Edits.insert("A:B", .right),
            after: "<colBreaks count=\"1\"><brk id=\"4\" max=\"1048575\" man=\"1\"/></colBreaks>"),
        Case(
            before: "<cellWatches><cellWatch r=\"B2\"/></cellWatches>", edit: Edits.insert("B1"),
            after: "<cellWatches><cellWatch r=\"B3\"/></cellWatches>"),
        Case(
            before: "<ignoredErrors><ignoredError sqref=\"A2:A5\" numberStoredAsText=\"1\"/></ignoredErrors>",
            edit: Edits.delete("A1:A2"),
            after: "<ignoredErrors><ignoredError sqref=\"A1:A3\" numberStoredAsText=\"1\"/></ignoredErrors>"),
        Case(
            before: "<sortState ref=\"A2:D9\"><sortCondition ref=\"B2:B9\"/></sortState>", edit: Edits.insert("1:1"),
            after: "<sortState ref=\"A3:D10\"><sortCondition ref=\"B3:B10\"/></sortState>"),
        Case(
            before: "<autoFilter ref=\"A1:D9\"><filterColumn colId=\"1\"/><filterColumn colId=\"3\"/></autoFilter>",
            edit: Edits.delete("B:B", .left),
            after: "<autoFilter ref=\"A1:C9\"><filterColumn colId=\"2\"/></autoFilter>"),
        Case(
            before: "<mergeCells count=\"1\"><mergeCell ref=\"A12:B13\"/></mergeCells>", edit: Edits.insert("1:1"),
            after: "<mergeCells count=\"1\"><mergeCell ref=\"A13:B14\"/></mergeCells>"),
        Case(
            before: "<customSheetViews><customSheetView guid=\"{G}\"><selection activeCell=\"A5\" sqref=\"A5\"/>"
                + "<rowBreaks count=\"1\"><brk id=\"3\"/></rowBreaks>"
                + "<autoFilter ref=\"A1:B5\"/></customSheetView></customSheetViews>",
            edit: Edits.insert("1:1"),
            after: "<customSheetViews><customSheetView guid=\"{G}\"><selection activeCell=\"A5\" sqref=\"A5\"/>"
                + "<rowBreaks count=\"1\"><brk id=\"4\"/></rowBreaks>"
                + "<autoFilter ref=\"A2:B6\"/></customSheetView></customSheetViews>"),
        Case(
            before: "<dataConsolidate><dataRefs count=\"1\"><dataRef ref=\"A1:B5\" sheet=\"Two\"/></dataRefs>"
                + "</dataConsolidate>",
            edit: Edits.rename("X", sheet: 1),
            after: "<dataConsolidate><dataRefs count=\"1\"><dataRef ref=\"A1:B5\" sheet=\"X\"/></dataRefs>"
                + "</dataConsolidate>"),
        Case(
            before: "<controls><control><controlPr linkedCell=\"$A$5\" listFillRange=\"Two!$A$1:$A$5\">"
                + "<anchor moveWithCells=\"1\"><from><col>1</col><colOff>0</colOff><row>4</row><rowOff>5</rowOff></from>"
                + "<to><col>2</col><colOff>0</colOff><row>5</row><rowOff>5</rowOff></to></anchor></controlPr></control>"
                + "</controls>",
            edit: Edits.insert("1:1"),
            after: "<controls><control><controlPr linkedCell=\"$A$6\" listFillRange=\"Two!$A$1:$A$5\">"
                + "<anchor moveWithCells=\"1\"><from><col>1</col><colOff>0</colOff><row>5</row><rowOff>5</rowOff></from>"
                + "<to><col>2</col><colOff>0</colOff><row>6</row><rowOff>5</rowOff></to></anchor></controlPr></control>"
                + "</controls>"),
    ]

    @Test(arguments: formats + validations + extensions + others)
    func `An element around the cells follows an edit, and nothing else in it changes`(_ example: Case) throws {
        var sample = PackageSample()
        sample.frames[0] = example.before
        let text = try sample.text(of: "/xl/worksheets/sheet1.xml", after: [example.edit])
        let tail = try #require(text.range(of: "</sheetData>")).upperBound
        let end = try #require(text.range(of: "<pageMargins")).lowerBound
        #expect(text[tail..<end] == example.after ?? "")
    }
}
