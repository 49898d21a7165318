// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@Suite struct ExpressionRenamingTests {
    @Test func `A renamed table is renamed wherever it is meant`() throws {
        let cases = [
            ("SUM(Sales[Amount])+ROWS(sales)", "SUM(Orders[Amount])+ROWS(Orders)"),
            ("[1]!Sales[Amount]", "[1]!Sales[Amount]"), ("Other[Sales]", "Other[Sales]"), ("[@Sales]", "[@Sales]"),
            ("LET(sales,1,sales)", "LET(sales,1,sales)"), ("LET(x,Sales[@A],x)", "LET(x,Orders[@A],x)"),
        ]
        for (before, after) in cases { #expect(text(try parse(before).renamingTable("Sales", to: "Orders")) == after) }
    }

    @Test func `A renamed column is renamed in its own table only`() throws {
        let cases = [
            ("SUM(Sales[Amount])", "SUM(Sales[Net '#])"), ("sales[@AMOUNT]", "sales[@[Net '#]]"),
            ("Sales[[Tax]:[Amount]]", "Sales[[Tax]:[Net '#]]"), ("Other[Amount]", "Other[Amount]"),
            ("[@Amount]", "[@Amount]"), ("[1]!Sales[Amount]", "[1]!Sales[Amount]"), ("Sales[#All]", "Sales[#All]"),
        ]
        for (before, after) in cases {
            #expect(text(try parse(before).renamingColumn(in: "Sales", from: "Amount", to: "Net #")) == after)
        }
        let inside = try parse("[@Amount]+LAMBDA([Amount],Amount+[Amount])(1)")
            .renamingColumn(in: "SALES", from: "Amount", to: "Net", currentTable: "Sales")
        #expect(text(inside) == "[@Net]+LAMBDA([Amount],Amount+[Net])(1)")
    }

    @Test func `A renamed name spares variables of the same name`() throws {
        let cases = [
            ("Rate*A1", "Tax*A1"), ("RATE", "Tax"), ("Sheet1!Rate", "Sheet1!Tax"), ("[1]!Rate", "[1]!Rate"),
            ("rate(2)", "Tax(2)"), ("LET(Rate,Rate*2,Rate)", "LET(Rate,Tax*2,Rate)"),
            ("LET(x,Rate,Rate,2,x*Rate)+Rate", "LET(x,Tax,Rate,2,x*Rate)+Tax"),
            ("LAMBDA(x,Rate*x)(Rate)", "LAMBDA(x,Tax*x)(Tax)"), ("LAMBDA(rate,Rate)(Rate)", "LAMBDA(rate,Rate)(Tax)"),
            ("LAMBDA(x,[rate],Rate)", "LAMBDA(x,[rate],Rate)"), ("Rates", "Rates"), ("\"Rate\"", "\"Rate\""),
        ]
        for (before, after) in cases { #expect(text(try parse(before).renamingName("Rate", to: "Tax")) == after) }
        let scoped = try parse("Rate+Sheet1!Rate+Sheet2!Rate")
            .renamingName("Rate", to: "Tax") { $0 == .sheet(sheetIDs[1]) }
        #expect(text(scoped) == "Rate+Sheet1!Rate+Sheet2!Tax")
    }

    @Test func `A deleted sheet leaves errors, and 3-D references close ranks`() throws {
        let cases = [
            ("Sheet2!A1+A1", "#REF!A1+A1"), ("Sheet2!Rate", "#REF!Rate"), ("Sheet1!A1:B2", "Sheet1!A1:B2"),
            ("SUM(Sheet2:Übersicht!A1)", "SUM('My Sheet:Übersicht'!A1)"), ("SUM(Sheet1:Sheet2!A1)", "SUM(Sheet1!A1)"),
            ("SUM(Sheet1:Übersicht!A1)", "SUM(Sheet1:Übersicht!A1)"), ("SUM(Sheet2:Sheet2!A1)", "SUM(#REF!A1)"),
            ("SUM(Übersicht:Sheet2!A1)", "SUM('Übersicht:My Sheet'!A1)"),
        ]
        for (before, after) in cases {
            #expect(text(try parse(before).removingSheet(sheetIDs[1], sheets: sheets)) == after)
        }
    }

    @Test func `Walking meets every part, outer before inner and left before right`() throws {
        var references: [String] = []
        try parse("SUM(A1,-B1:C1)*(D1 E1)&f(F1)(G1)%").forEachReference { references.append(text(.reference($0))) }
        #expect(references == ["A1", "B1:C1", "D1", "E1", "F1", "G1"])
        var kinds: [String] = []
        try parse("1+2*3").walk { part in
            switch part {
            case .number(let number): kinds.append(String(Int(number)))
            case .binary(let binary, _, _): kinds.append("\(binary)")
            default: kinds.append("?")
            }
        }
        #expect(kinds == ["add", "1", "multiply", "2", "3"])
        let replaced = try parse("1+2*3+SUM(2)").mapped { $0 == .number(2) ? .text("two") : nil }
        #expect(text(replaced) == "1+\"two\"*3+SUM(\"two\")")
    }
}
