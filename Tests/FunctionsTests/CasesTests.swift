// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Formulas
import Functions
import Glibc
import Testing
import Workbooks

/// Runs every line of `Cases/*.txt`: `FORMULA = EXPECTED`, evaluated as a dynamic-array formula in a cell of a blank
/// sheet.
@Suite struct CasesTests {
    @Test("Every function gives what Excel documents", arguments: CaseFile.all)
    func everyCaseHolds(file: CaseFile) {
        let failures = file.cases.compactMap(\.failure)
        let shown = failures.prefix(40).joined(separator: "\n")
        #expect(failures.isEmpty, "\(failures.count) of \(file.cases.count) cases fail:\n\(shown)")
    }
}

/// The cases of one category.
struct CaseFile: Sendable, CustomTestStringConvertible {
    let name: String
    let cases: [FormulaCase]

    var testDescription: String { name }

    /// The files beside this source, in the order of their names.
    static let all: [CaseFile] = {
        let folder =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/Cases"
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".txt") { names.append(name) }
        }
        return names.sorted().map { CaseFile(name: $0, cases: read(folder + "/" + $0)) }
    }()

    private static func read(_ path: String) -> [FormulaCase] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { FormulaCase(line: String($1), number: $0 + 1) }
    }
}

/// One line: a formula and what it gives.
struct FormulaCase: Sendable {
    let number: Int
    let formula: String
    let expected: String

    /// `nil` for blank lines and comments. The last ` = ` outside quotes separates the two sides.
    init?(line: String, number: Int) {
        let line = line.trimmed
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        var separator: String.Index?
        var isQuoted = false
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == "\"" { isQuoted.toggle() }
            if !isQuoted, line[index...].hasPrefix(" = ") { separator = index }
            index = line.index(after: index)
        }
        guard let separator else { return nil }
        self.number = number
        formula = String(line[..<separator]).trimmed
        expected = String(line[line.index(separator, offsetBy: 3)...]).trimmed
    }

    /// What is wrong, `nil` when the case holds.
    var failure: String? {
        guard let actual = Self.evaluate(formula) else { return "line \(number): \(formula) cannot be parsed" }
        guard let wanted = Self.evaluate(expected) else { return "line \(number): \(expected) cannot be parsed" }
        if actual.rows == wanted.rows, actual.columns == wanted.columns,
            zip(actual.elements, wanted.elements).allSatisfy(Self.agree)
        {
            return nil
        }
        return "line \(number): \(formula) gives \(actual.elements), not \(wanted.elements)"
    }

    /// Numbers agree to 1e-9 relative, as the oracle workbooks are compared.
    private static func agree(_ left: CellValue, _ right: CellValue) -> Bool {
        if case .number(let one) = left, case .number(let other) = right {
            return one == other || abs(one - other) <= 1e-9 * max(abs(one), abs(other)) || abs(one - other) < 1e-13
        }
        return left == right
    }

    /// 2024-02-29 12:00, so that cases with NOW and TODAY hold for ever.
    private static let inputs = EvaluationInputs(now: 45351.5, seed: 7)

    private static func evaluate(_ text: String) -> Matrix? {
        var workbook = Workbook()
        let sheet = workbook.appendSheet(named: "Sheet1", uid: "{00000000-0001-0000-0000-000000000000}")
        let cell = CellAddress(row: 99, column: 25)
        let syntax = FormulaSyntax(notation: .a1, dialect: .user, isFunction: { _ in true })
        guard let expression = try? FormulaParser.parse(text, at: cell, sheets: workbook.sheetNames, syntax: syntax)
        else { return nil }
        switch Calculator.evaluate(expression, in: workbook, sheet: sheet, at: cell, inputs: inputs) {
        case .scalar(let value): return Matrix(value)
        case .matrix(let matrix): return matrix
        default: return Matrix(.empty)
        }
    }
}

extension String {
    /// Without blanks at either end.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\r" }),
            let last = lastIndex(where: { $0 != " " && $0 != "\r" })
        else { return "" }
        return String(self[first...last])
    }
}
