// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Testing

@testable import Workbooks

/// Formulas that are kept as the numbers of another one's shape are the formulas with these numbers.
@Suite struct FormulaStoreTests {
    private static func expression(_ text: String) throws -> Expression {
        try FormulaParser.parse(
            text, at: CellAddress(row: 0, column: 0), sheets: SheetNames([]),
            syntax: FormulaSyntax(notation: .a1, dialect: .file))
    }

    @Test func `A template made like another equals the one of its own text`() throws {
        let model = FormulaTemplate(try Self.expression("IF(A1>2,-(B1*0.5) ,SUM(1,{7,8},C1)%)"), kind: .implicit)
        #expect(model.numbers == [2, 0.5, 1])
        let like = FormulaTemplate(like: model, numbers: [3, 0, 12.25])
        let whole = FormulaTemplate(try Self.expression("IF(A1>3,-(B1*0) ,SUM(12.25,{7,8},C1)%)"), kind: .implicit)
        #expect(like == whole)
        #expect(like.hash == whole.hash)
        #expect(like.expression == whole.expression)
        #expect(like.numbers == whole.numbers)
        #expect(FormulaTemplate(like: like, numbers: [2, 0.5, 1]) == model)
        #expect(like != model)
        var numbers: [Double] = []
        #expect(like.appendNumbers(ifShapedLike: whole, to: &numbers))
        #expect(whole.appendNumbers(ifShapedLike: like, to: &numbers))
        #expect(like.appendNumbers(ifShapedLike: model, to: &numbers))
        #expect(numbers == [3, 0, 12.25, 3, 0, 12.25, 3, 0, 12.25])
    }

    @Test func `A store gives one number to equal formulas, however they are kept and however many there are`() throws {
        var store = FormulaStore()
        let model = FormulaTemplate(try Self.expression("$A$1*2+1"), kind: .implicit)
        #expect(store.intern(model) == 1)
        for number in 2...5_000 {
            #expect(store.intern(FormulaTemplate(like: model, numbers: [2, Double(number)])) == UInt32(number))
        }
        let fork = store
        #expect(store.intern(FormulaTemplate(try Self.expression("$A$1*2+4711"), kind: .implicit)) == 4_711)
        #expect(store.intern(FormulaTemplate(try Self.expression("$A$1*2+4711"), kind: .dynamic)) == 5_001)
        #expect(fork.templates.count == 5_000)
        #expect(store.intern(FormulaTemplate(try Self.expression("$A$2*2+4711"), kind: .implicit)) == 5_002)
    }

    @Test func `A formula that is kept as its numbers is the one of its own text`() throws {
        var store = FormulaStore()
        let model = store.intern(FormulaTemplate(try Self.expression("$A$1*2+1"), kind: .array))
        let other = store.intern(FormulaTemplate(try Self.expression("A1*2+1"), kind: .array))
        let like = store.intern(like: model, numbers: [3, 0.5])
        #expect(like == 3)
        #expect(store.intern(like: like, numbers: [3, 0.5]) == like)
        #expect(store.intern(like: like, numbers: [2, 1]) == model)
        let whole = FormulaTemplate(try Self.expression("$A$1*3+0.5"), kind: .array)
        #expect(store.intern(whole) == like)
        #expect(store[like] == whole)
        #expect(store[like].expression == whole.expression)
        #expect(store.numbers(of: like) == [3, 0.5])
        #expect(store.numbers(of: model) == [2, 1])
        #expect(store.shape(of: like) == store.shape(of: model))
        var numbers: [Double] = []
        #expect(store.appendNumbers(of: like, ifShapedLike: model, to: &numbers))
        #expect(store.appendNumbers(of: model, ifShapedLike: like, to: &numbers))
        #expect(!store.appendNumbers(of: other, ifShapedLike: like, to: &numbers))
        #expect(!store.appendNumbers(of: like, ifShapedLike: other, to: &numbers))
        #expect(numbers == [3, 0.5, 2, 1])
    }

    @Test func `Formulas of one store are taken over by another, which may have some of them`() throws {
        var one = FormulaStore()
        for text in ["A1+1", "A1+2", "B1"] {
            _ = one.intern(FormulaTemplate(try Self.expression(text), kind: .implicit))
        }
        for number in 2...5 { _ = one.intern(like: 1, numbers: [Double(number)]) }
        var other = FormulaStore()
        for text in ["C1", "A1+9", "A1+4"] {
            _ = other.intern(FormulaTemplate(try Self.expression(text), kind: .implicit))
        }
        let numbers = other.intern(one)
        #expect(numbers == [4, 5, 6, 7, 3, 8])
        for (position, template) in one.templates.enumerated() { #expect(other[numbers[position]] == template) }
    }
}
