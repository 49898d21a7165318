// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import TestSupport
import Testing

@Suite struct `Writing JSON` {
    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-42, "-42"), (100_000, "100000"),
            (9_007_199_254_740_991, "9007199254740991"),
            (0.1, "0.1"), (5625.00000734125, "5625.00000734125"), (0.001, "0.001"), (0.0001, "0.0001"),
            (-0.00015, "-0.00015"), (0.00001, "0.00001"), (0.000012345, "0.000012345"), (0.000001, "1e-06"),
            (1e300, "1e+300"), (1e20, "1e+20"), (44444.5, "44444.5"), (.infinity, "null"), (.nan, "null"),
        ] as [(Double, String)]
    )
    func `writes numbers as short as they read back`(number: Double, expected: String) throws {
        let bytes = JSONValue.number(number).serialized()
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        if number.isFinite { #expect(try JSONValue(parsing: bytes).doubleValue == number) }
    }

    @Test func `writes the widest integers`() {
        let text = String(decoding: JSONValue.array([.integer(.min), .integer(.max)]).serialized(), as: UTF8.self)
        #expect(text == "[-9223372036854775808,9223372036854775807]")
    }

    @Test func `escapes what JSON requires and nothing else`() {
        let text = String(
            decoding: JSONValue.string("a\"\\/\n\t\r\u{8}\u{C}\u{1F}\u{0}é😀\u{7F}").serialized(), as: UTF8.self)
        #expect(text == #""a\"\\/\n\t\r\b\f\u001f\u0000é😀"# + "\u{7F}\"")
    }

    @Test func `streams a grid without a tree`() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("address", "Sheet1!A1:B2")
        writer.name("values")
        writer.beginArray()
        for row in 0..<2 {
            writer.beginArray()
            writer.value(Double(row) + 0.5)
            writer.value("x")
            writer.endArray()
        }
        writer.endArray()
        writer.name("spliced")
        writer.value(serialized: Array("[1]".utf8))
        writer.member("hidden", false)
        writer.member("rowCount", Int32(2))
        writer.member("none", JSONValue.null)
        writer.endObject()
        let expected =
            #"{"address":"Sheet1!A1:B2","values":[[0.5,"x"],[1.5,"x"]],"spliced":[1],"#
            + #""hidden":false,"rowCount":2,"none":null}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test func `reads back random binary64 exactly`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<5000 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            let text = JSONValue.number(number).serialized()
            let value = try JSONValue(parsing: text).doubleValue
            if value != number { Issue.record("\(number) came back as \(String(describing: value))") }
        }
        for _ in 0..<20_000 {
            // What cells hold: few decimals. The standard library prints the shortest text as well.
            let units = Int64.random(in: -9_999_999_999...9_999_999_999, using: &generator)
            let number = Double(units) / [10, 100, 1000, 10_000, 100_000][Int(generator.next() % 5)]
            guard number.magnitude >= 1e-3, number != number.rounded() else { continue }
            let text = String(decoding: JSONValue.number(number).serialized(), as: UTF8.self)
            if text != "\(number)" { Issue.record("\(number) is written as \(text)") }
        }
        for exponent in -8...0 {
            for _ in 0..<500 {
                let digits = Double.random(in: 1..<10, using: &generator)
                let number = (exponent..<0).reduce(digits) { value, _ in value / 10 }
                let value = try JSONValue(parsing: JSONValue.number(-number).serialized()).doubleValue
                if value != -number { Issue.record("\(-number) came back as \(String(describing: value))") }
            }
        }
    }
}
