// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Foundation
import Testing

@testable import OOXML
@testable import Workbooks

/// Errors that stand in files as `#VALUE!` with a rich value.
@Suite(.enabled(if: !SharedFiles.areAbsent, "the golden workbooks are not here")) struct RichErrorTests {
    private static func file() throws -> SpreadsheetFile {
        let path = "golden/calc/IronCalc/ERROR.TYPE.xlsx"
        return try SpreadsheetFile(Array(Data(contentsOf: SharedFiles.root.appending(path: path))))
    }

    @Test func `a cell shows the error that its rich value tells`() throws {
        let sheet = try Self.file().workbook.sheets[0]
        #expect(sheet.value(7, 0) == .error(.calculation))
        #expect(sheet.value(13, 0) == .error(.spill))
    }

    @Test func `such a cell is kept with its rich value when another changes`() throws {
        let file = try Self.file()
        var workbook = file.workbook
        workbook.sheets[0].set(.number(1), row: 40, column: 5)
        let saved = try SpreadsheetFile(try file.saving(workbook).bytes)
        #expect(saved.workbook.sheets[0].value(7, 0) == .error(.calculation))
        #expect(saved.workbook.sheets[0].value(13, 0) == .error(.spill))
        #expect(saved.workbook.sheets[0].value(40, 5) == .number(1))
    }

    @Test func `it keeps its markup in a part of unusual spelling as well`() throws {
        let part: PartName = "/xl/worksheets/sheet1.xml"
        func marks(_ file: SpreadsheetFile) throws -> Int {
            String(decoding: try Package(file.bytes).data(of: part), as: UTF8.self).components(separatedBy: " vm=")
                .count
        }
        var package = try Package(Self.file().bytes)
        let text = String(decoding: try package.data(of: part), as: UTF8.self)
        package.set(part, Array(text.replacingOccurrences(of: "<sheetData>", with: "<sheetData><!-- -->").utf8))
        let file = try SpreadsheetFile(try package.serialised())
        var workbook = file.workbook
        #expect(workbook.sheets[0].value(7, 0) == .error(.calculation))
        workbook.sheets[0].set(.number(1), row: 40, column: 5)
        let saved = try file.saving(workbook)
        #expect(try marks(saved) == marks(file))
        #expect(try marks(saved) > 2)
        #expect(try SpreadsheetFile(saved.bytes).workbook.sheets[0].value(40, 5) == .number(1))
    }
}

/// Errors that calculation gave, as Excel has them in files.
struct RichErrorWritingTests {
    private static let metadata: PartName = "/xl/metadata.xml"
    private static let values: PartName = "/xl/richData/rdrichvalue.xml"

    private static func sheet(_ file: SpreadsheetFile) throws -> String {
        String(decoding: try file.package.data(of: "/xl/worksheets/sheet1.xml"), as: UTF8.self)
    }

    private static func file(_ errors: [CellError], in file: SpreadsheetFile) throws -> SpreadsheetFile {
        var workbook = file.workbook
        for (row, error) in errors.enumerated() { workbook.sheets[0].set(.error(error), row: Int32(row), column: 0) }
        return try file.saving(workbook)
    }

    @Test func `a new error is written with a rich value, once for each kind`() throws {
        let blank = SpreadsheetFile.blank(sheetNames: ["One"])
        let errors: [CellError] = [.spill, .calculation, .spill, .value, .gettingData]
        let saved = try Self.file(errors, in: blank)
        let text = try Self.sheet(saved)
        for cell in [
            "<c r=\"A1\" t=\"e\" vm=\"1\"><v>#VALUE!</v></c>", "<c r=\"A2\" t=\"e\" vm=\"2\"><v>#VALUE!</v></c>",
            "<c r=\"A3\" t=\"e\" vm=\"1\"><v>#VALUE!</v></c>", "<c r=\"A4\" t=\"e\"><v>#VALUE!</v></c>",
            "<c r=\"A5\" t=\"e\"><v>#GETTING_DATA</v></c>",
        ] { #expect(text.contains(cell), "\(cell) is not in \(text)") }
        #expect(PackageVerification.findings(in: try saved.bytes) == [])
        for file in [saved, try SpreadsheetFile(saved.bytes)] {
            // What was added is known to the next save, in the same process or another.
            let again = try Self.file([.calculation, .spill, .field], in: file)
            let read = try SpreadsheetFile(again.bytes).workbook.sheets[0]
            let expected: [CellError] = [.calculation, .spill, .field, .value, .gettingData]
            #expect(expected.indices.map { read.value(Int32($0), 0) } == expected.map { .error($0) })
            #expect(try Self.sheet(again).contains("<c r=\"A1\" t=\"e\" vm=\"2\">"))
            let values = String(decoding: try again.package.data(of: Self.values), as: UTF8.self)
            #expect(values.contains("count=\"3\"") && values.components(separatedBy: "<rv ").count == 4)
            #expect(PackageVerification.findings(in: try again.bytes) == [])
        }
    }

    @Test func `it stands beside dynamic arrays, whichever came first`() throws {
        for arraysFirst in [true, false] {
            var file = SpreadsheetFile.blank(sheetNames: ["One"])
            for isArray in [arraysFirst, !arraysFirst] {
                var workbook = file.workbook
                if isArray {
                    let place = CellAddress(row: 0, column: 3)
                    let formula = try FormulaParser.parse(
                        "A1:A9*2", at: place, sheets: workbook.sheetNames,
                        syntax: FormulaSyntax(notation: .a1, dialect: .file))
                    workbook.setFormula(formula, kind: .dynamic, at: place, sheetIndex: 0)
                } else {
                    workbook.sheets[0].set(.error(.spill), row: 0, column: 0)
                }
                file = try file.saving(workbook)
                #expect(PackageVerification.findings(in: try file.bytes) == [])
            }
            let text = String(decoding: try file.package.data(of: Self.metadata), as: UTF8.self)
            #expect(text.contains("<metadataTypes count=\"2\">") && text.contains("name=\"XLDAPR\""))
            let read = try SpreadsheetFile(file.bytes)
            #expect(read.workbook.sheets[0].value(0, 0) == .error(.spill))
            #expect(!read.parts.dynamicArrayMetadata.isEmpty)
        }
    }

    @Test func `a cell that did not change keeps its bytes, one that did loses its mark`() throws {
        let file = try Self.file([.spill, .spill], in: SpreadsheetFile.blank(sheetNames: ["One"]))
        var workbook = file.workbook
        workbook.sheets[0].set(.number(7), row: 1, column: 0)
        let text = try Self.sheet(file.saving(workbook))
        #expect(text.contains("<c r=\"A1\" t=\"e\" vm=\"1\"><v>#VALUE!</v></c>"))
        #expect(text.contains("<c r=\"A2\"><v>7</v></c>"))
    }

    @Test func `rich values that cannot be read are left alone`() throws {
        var file = try Self.file([.spill], in: SpreadsheetFile.blank(sheetNames: ["One"]))
        file.package.set(Self.values, Array("<rvData><rv".utf8))
        file = try SpreadsheetFile(file.bytes)
        let saved = try Self.file([.number, .calculation], in: file)
        #expect(try Self.sheet(saved).contains("<c r=\"A2\" t=\"e\"><v>#VALUE!</v></c>"))
        #expect(String(decoding: try saved.package.data(of: Self.values), as: UTF8.self) == "<rvData><rv")
    }
}
