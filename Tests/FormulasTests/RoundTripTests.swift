// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@Suite struct RoundTripTests {
    @Test(
        "What Excel writes comes back as written",
        arguments: [
            "1", "1.5", "0.00001", "1E+30", "1E-30", "TRUE", "\"a \"\"quoted\"\" text\"", "#N/A", "#DIV/0!", "#REF!",
            "A1", "$A1", "A$1", "$A$1", "XFD1048576", "A1:B2", "$A$1:B2", "A:C", "$A:C", "2:4", "$2:4", "A1:A1",
            "Sheet1!A1", "Sheet2!$A$1:B2", "'My Sheet'!A1", "'O''Neil'!A:A", "Übersicht!2:4", "Sheet1:Sheet2!A1",
            "'Sheet1:My Sheet'!A1:B2", "[1]Sheet1!A1", "[Book.xlsx]Sheet1!$A$1", "'C:\\dir\\[Book 1.xlsx]Sheet 1'!A1",
            "[1]!Rate", "[0]!Rate", "Book.xlsx!Rate", "'Un known'!A1", "Sheet1!#REF!", "#REF!A1", "#REF!$A$1:B2",
            "Sheet1!Rate", "Rate", "_x.y\\z?", "größe", "-2^2", "-A1%", "1+2*3-4/5", "1&2=3", "A1<>B1", "A1<=B1",
            "A1>=B1", "(1+2)*3", "SUM(A1:A3)", "SUM(A1,,B1)", "IF(A1,,2)", "NOW()", "F(,)", "LOG10(2)", "TRUE()",
            "A1:INDEX(B:B,3)", "INDEX(A:A,1):INDEX(A:A,2)", "A1:C3 B2:D4", "(A1,B2:C3)", "SUM((A1,B1),C1)", "@A1:A3",
            "A1#", "Sheet1!A1#", "SUM(A1#)", "{1,2;3,4}", "{-1,\"a\",TRUE;#N/A,FALSE,1.5}", " 1 + 2 ", "SUM( A1 , B1 )",
            "IF(A1, ,2)", "A1 + -B1 ^ 2", "Sales[Amount]", "Sales[]", "Sales[#All]", "Sales[#Headers]",
            "Sales[[#Headers],[Amount]]", "Sales[[#Headers],[#Data],[A]:[B]]", "Sales[[A]:[B]]", "Sales[@Amount]",
            "Sales[@]", "[@Amount]", "[@[Net Amount]]", "[@[A]:[B]]", "[Amount]", "Sales['#1]", "Sales[a'[b']c''d]",
            "Sales[Net Amount]", "LAMBDA(x,x+1)(2)", "LET(x,1,f,LAMBDA(y,y+x),f(2))", "LAMBDA(x,[y],x+y)", "(A1)(2)",
            "Book.xlsx!Sales[Amount]", "[1]!Sales[[#Totals],[A]]", "A1:B2:C3", "1%%", "--1", "+A1", "A1 B1 C1", "A1,B1",
            "Sheet1!$A:$B,Sheet1!$1:$2", "Rate:Sheet1!A1:A3", "A1:(B2:C3)", "A1:B2#", "Sales[[Net ]]", "Sales[a@b]",
            "XLOOKUP(1,A:A,B:B)", "SUM(Sheet1:Sheet2!A1:B2)", "\"\"", "1\n+2",
        ])
    func comesBack(formula: String) throws {
        let expression = try parse("=" + formula)
        #expect(text(expression) == formula)
        #expect(try parse(formula) == expression)
        let r1c1 = text(expression, syntax(.r1c1))
        #expect(try parse(r1c1, syntax(.r1c1)) == expression, "\(r1c1)")
    }
}
