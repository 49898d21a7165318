// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@Suite struct FormulaPrinterTests {
    @Test(
        "What is typed is written as Excel writes it",
        arguments: [
            ("=sum(a1:b2)", "SUM(A1:B2)"), ("=B2:A1", "A1:B2"), ("=$B2:A$1", "A$1:$B2"), ("=c:a", "A:C"),
            ("=4:2", "2:4"), ("=A1:A1048576", "A:A"), ("=A3:XFD4", "3:4"), ("=true", "TRUE"), ("=1E+3", "1000"),
            ("=.5", "0.5"), ("=5.", "5"), ("=1e-3", "0.001"), ("=1E+20", "100000000000000000000"), ("=1E+21", "1E+21"),
            ("=1234567890123456789", "1234567890123450000"), ("=#n/a", "#N/A"), ("={1, 2 ; 3,4}", "{1,2;3,4}"),
            ("={+1,-2}", "{1,-2}"), ("=sheet1!a1", "Sheet1!A1"), ("='Sheet2'!A1", "Sheet2!A1"),
            ("=Sales[[Amount]]", "Sales[Amount]"), ("=Sales[[#This Row],[Amount]]", "Sales[@Amount]"),
            ("=Sales[ [#headers] , [Amount] ]", "Sales[[#Headers],[Amount]]"), ("=Sales[@[Amount]]", "Sales[@Amount]"),
            ("=Sales[#this row]", "Sales[@]"), ("=_xlfn.XLOOKUP(1,2,3)", "XLOOKUP(1,2,3)"), ("=A01", "A1"),
            ("=0.30000000000000004", "0.3"), ("=99999999999999999", "99999999999999900"),
        ])
    func canonical(typed: String, shown: String) throws {
        #expect(text(try parse(typed)) == shown)
    }

    @Test(
        "Files have prefixes that people do not see",
        arguments: [
            ("XLOOKUP(1,A:A,B:B)", "_xlfn.XLOOKUP(1,A:A,B:B)"), ("SORT(A1:A3)", "_xlfn._xlws.SORT(A1:A3)"),
            ("STDEV.S(A1:A3)", "_xlfn.STDEV.S(A1:A3)"), ("@A1:A3", "_xlfn.SINGLE(A1:A3)"),
            ("SUM(A1#)", "SUM(_xlfn.ANCHORARRAY(A1))"), ("@INDEX(A:A,2)+1", "_xlfn.SINGLE(INDEX(A:A,2))+1"),
            ("LET(x,1,x+y)", "_xlfn.LET(_xlpm.x,1,_xlpm.x+y)"), ("LET(X,1,x)", "_xlfn.LET(_xlpm.X,1,_xlpm.x)"),
            ("LAMBDA(x,x+1)(2)", "_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1)(2)"),
            ("LET(f,LAMBDA(a,a*2),f(3))", "_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.a,_xlpm.a*2),_xlpm.f(3))"),
            (
                "LAMBDA(x,[y],IF(ISOMITTED(y),x,y))",
                "_xlfn.LAMBDA(_xlpm.x,_xlop.y,IF(_xlfn.ISOMITTED(_xlpm.y),x,_xlpm.y))"
            ),
            ("Sales[@Amount]", "Sales[[#This Row],[Amount]]"), ("Sales[@]", "Sales[#This Row]"),
            ("Sales[@[Net Amount]]", "Sales[[#This Row],[Net Amount]]"), ("_xludf.Foo(1)", "_xludf.Foo(1)"),
            ("Sales[@[A]:[B]]", "Sales[[#This Row],[A]:[B]]"),
        ])
    func dialects(shown: String, stored: String) throws {
        // Within the optional parameter's function x is a parameter as well.
        let stored = stored.contains("_xlop") ? stored.replacing(",x,", with: ",_xlpm.x,") : stored
        let expression = try parse(shown)
        #expect(text(expression, syntax(.a1, .file)) == stored)
        let read = try parse(stored, syntax(.a1, .file))
        #expect(text(read) == shown)
    }

    @Test func `Inside its table a formula is shown without the table's name and stored with it`() throws {
        let cases = [
            ("[@Amount]", "Sales[[#This Row],[Amount]]"), ("SUM([Amount])", "SUM(Sales[Amount])"),
            ("Sales[#Totals]", "Sales[#Totals]"), ("Other[@Amount]", "Other[[#This Row],[Amount]]"),
            ("Sales[[#Headers],[Amount]]", "Sales[[#Headers],[Amount]]"),
        ]
        for (shown, stored) in cases {
            #expect(text(try parse(shown), syntax(.a1, .file), table: "Sales") == stored)
            #expect(text(try parse(stored, syntax(.a1, .file)), table: "sales") == shown)
        }
    }

    @Test func `Names that are no functions keep their spelling when called, and functions can be passed by name`()
        throws
    {
        var shown = syntax()
        shown.isFunction = { ["SUM", "BYROW"].contains($0) }
        var stored = syntax(.a1, .file)
        stored.isFunction = shown.isFunction
        let cases = [
            ("myRate(2)", "myRate(2)"), ("sum(1)", "SUM(1)"), ("_xll.Fetch(1)", "_xll.Fetch(1)"),
            ("BYROW(A1:B2,SUM)", "BYROW(A1:B2,_xleta.SUM)"), ("SUM (1)", "SUM(1)"),
        ]
        for (typed, file) in cases {
            let expression = try parse(typed, shown)
            #expect(text(expression, stored) == file)
            #expect(try parse(file, stored) == expression)
        }
        let call = Expression.invoke(.name(NameExpression(name: "myRate")), [.number(2)])
        #expect(try parse("myRate(2)", shown) == call)
    }

    @Test func `What stands behind the prefix of functions in files but is no word keeps it`() throws {
        let stored = syntax(.a1, .file)
        let expression = try parse("_xlfn.1AN(A1)+_xlfn._xlws.2(1)", stored)
        let printed = text(expression, stored)
        #expect(try parse(printed, stored) == expression, "\(printed)")
    }

    @Test func `A relative reference that leaves the grid is written as an error`() throws {
        let above = try parse("A1+Sheet2!A4:A5")
        let top = CellAddress(row: 0, column: 2)
        #expect(text(above, at: top) == "#REF!+Sheet2!#REF!")
        #expect(text(above, syntax(.r1c1), at: top) == "#REF!+Sheet2!#REF!")
        #expect(text(above, at: CellAddress(row: 5, column: 3)) == "B2+Sheet2!B5:B6")
    }

    @Test(
        "R1C1 says how far away a cell is",
        arguments: [
            ("A1", "R[-4]C[-2]"), ("$A$1", "R1C1"), ("C5", "RC"), ("C:C", "C"), ("$A:B", "C1:C[-1]"), ("5:5", "R"),
            ("$2:6", "R2:R[1]"), ("D$6:E7", "R6C[1]:R[2]C[2]"), ("Sheet2!C6", "Sheet2!R[1]C"), ("$C:$C", "C3"),
        ])
    func r1c1(a1: String, expected: String) throws {
        #expect(text(try parse(a1), syntax(.r1c1)) == expected)
        #expect(text(try parse(expected.lowercased(), syntax(.r1c1))) == a1)
    }

    @Test(
        "Sheets stand in quotes where their names could be read as something else",
        arguments: [
            ("Data", false), ("Data 1", true), ("2024", true), ("A1", true), ("XFD1048576", true), ("XFE1", false),
            ("R1C1", true), ("RC", true), ("R", true), ("c", true), ("Rc2d", false), ("a-b", true), ("a.b", false),
            (".a", true), ("_a", false), ("Größe", false), ("日本", false), ("a€", true), ("TRUE", true), ("R2D2", false),
        ])
    func quoting(name: String, isQuoted: Bool) throws {
        let sheets = SheetNames([(SheetID(rawValue: 9), name)])
        let corner = CellReference(row: 0, column: 0, isRowAbsolute: true, isColumnAbsolute: true)
        let reference = ReferenceExpression(
            prefix: .sheet(SheetID(rawValue: 9)), shape: .cell, first: corner, last: corner)
        let printed = FormulaPrinter.print(.reference(reference), at: home, sheets: sheets, syntax: syntax())
        #expect(printed == (isQuoted ? "'\(name)'!$A$1" : "\(name)!$A$1"))
        let parsed = try FormulaParser.parse(printed, at: home, sheets: sheets, syntax: syntax())
        #expect(parsed == .reference(reference))
    }

    @Test func `Trees that were not parsed get the parentheses they need`() {
        let sum = Expression.binary(.add, .number(1), .number(2))
        let cases: [(Expression, String)] = [
            (.binary(.multiply, sum, sum), "(1+2)*(1+2)"), (.binary(.subtract, .number(1), sum), "1-(1+2)"),
            (.unary(.minus, sum), "-(1+2)"), (.unary(.percent, sum), "(1+2)%"),
            (.binary(.power, .number(-2), .number(2)), "-2^2"), (.unary(.implicitIntersection, sum), "@(1+2)"),
            (.call("SUM", [.binary(.union, .number(1), .number(2))]), "SUM((1,2))"),
            (.binary(.power, sum, .binary(.power, .number(1), .number(2))), "(1+2)^(1^2)"),
            (.number(.infinity), "#NUM!"), (.binary(.add, .binary(.equal, .number(1), .number(2)), sum), "(1=2)+(1+2)"),
        ]
        for (expression, expected) in cases { #expect(text(expression) == expected) }
    }
}
