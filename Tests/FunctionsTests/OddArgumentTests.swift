// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Functions
import NumberFormats
import Testing
import Workbooks

/// Every function with arguments that nobody means: it must answer, and never with what no cell can hold.
@Suite struct OddArgumentTests {
    private static let numbers: [Double] = [
        0, 1, -1, 2, 3, 0.5, -0.5, 1e-300, 1e300, -1e300, 255, 256, 45351.5, 2_958_466, -45351, 1e10, 123456789.123,
        .greatestFiniteMagnitude, .leastNonzeroMagnitude, 9_007_199_254_740_994, 1e15, 1_048_577, 0.1, 7,
    ]
    private static let texts = [
        "", "a", "1", "1/2/2024", "TRUE", "*", "~", "é", "👍", "1+2i", "FF", "A1", "<5", " 7 ", "%",
    ]

    private static func scalar(_ random: inout RandomSource) -> CellValue {
        switch random.next() % 16 {
        case 0..<8: .number(numbers[Int(random.next() % UInt64(numbers.count))])
        case 8..<11: .text(texts[Int(random.next() % UInt64(texts.count))])
        case 11: .boolean(random.next() % 2 == 0)
        case 12: .error([CellError.notAvailable, .divisionByZero][Int(random.next() % 2)])
        case 13: .text(String(repeating: "x", count: 300))
        default: .empty
        }
    }

    private static func operand(_ random: inout RandomSource, _ sheet: SheetID) -> Operand {
        switch random.next() % 12 {
        case 0: return .omitted
        case 1, 2:
            let (rows, columns) = (Int(random.next() % 4) + 1, Int(random.next() % 4) + 1)
            let elements = (0..<rows * columns).map { _ in scalar(&random) }
            return .matrix(Matrix(rows: rows, columns: columns, elements: elements))
        case 3, 4:
            let row = Int32(random.next() % 6)
            let column = Int32(random.next() % 4)
            let range = CellRange(
                firstRow: row, firstColumn: column, lastRow: row + Int32(random.next() % 5),
                lastColumn: column + Int32(random.next() % 3))
            return .reference(Reference(Area(sheet: sheet, range: range)))
        case 5 where random.next() % 4 == 0:
            return .reference(Reference(Area(sheet: sheet, range: .wholeSheet)))
        default: return .scalar(scalar(&random))
        }
    }

    private static let functions = FunctionTable.standard.functions.filter { !$0.traits.contains(.syntax) }

    @Test("Functions answer whatever they are given", arguments: 0..<16)
    func everyFunctionAnswers(part: Int) {
        var workbook = Workbook()
        let sheet = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        var random = RandomSource(seed: UInt64(part))
        for row in Int32(0)..<8 {
            for column in Int32(0)..<6 { workbook.sheets[0].set(Self.scalar(&random), row: row, column: column) }
        }
        var offenders: [String] = []
        for (index, function) in Self.functions.enumerated() where index % 16 == part {
            for _ in 0..<120 {
                let most = min(function.arity.upperBound, function.arity.lowerBound + 6)
                let count =
                    function.arity.lowerBound + Int(random.next() % UInt64(most - function.arity.lowerBound + 1))
                let operands = (0..<count).map { _ in Self.operand(&random, sheet) }
                let result = Calculator.call(
                    function, operands, in: workbook, inputs: .init(now: 45351.5, seed: random.next()))
                if !Self.isSound(result) { offenders.append("\(function.name) of \(operands)") }
            }
        }
        #expect(offenders.isEmpty, "\(offenders.prefix(5).joined(separator: "\n"))")
    }

    /// Whether a cell could hold it: no infinities, no texts beyond Excel's length.
    private static func isSound(_ result: Operand) -> Bool {
        switch result {
        case .scalar(let value): isSound(value)
        case .matrix(let matrix): matrix.elements.allSatisfy(isSound)
        default: true
        }
    }

    private static func isSound(_ value: CellValue) -> Bool {
        switch value {
        case .number(let number): number.isFinite
        case .text(let text): text.utf16.count <= 32_767
        default: true
        }
    }
}
