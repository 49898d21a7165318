// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Foundation
import Testing
import Workbooks

@testable import OOXML

/// Files of other kinds than a plain workbook of worksheets.
struct FileKindTests {
    private static let microsoft = "http://schemas.microsoft.com/office/2006/relationships"

    /// A workbook whose only sheet is of another kind.
    private static func only(_ kind: String, type: String, contentType: String) -> FileSample {
        FileSample().with { sample in
            sample[FileSample.sheet] = "<\(kind) xmlns=\"\(FileSample.main)\"/>"
            sample["xl/worksheets/sheet2.xml"] = nil
            sample.replace("<sheet name=\"Two\" sheetId=\"2\" r:id=\"rId2\"/>", "", in: FileSample.workbook)
            sample.replace(
                "<definedNames><definedName name=\"Rate\">One!$B$1</definedName></definedNames>", "",
                in: FileSample.workbook)
            sample.replace(
                "\(FileSample.relationships)/worksheet\" Target=\"worksheets/sheet1.xml\"",
                "\(type)\" Target=\"worksheets/sheet1.xml\"", in: FileSample.links)
            sample[FileSample.links] = sample[FileSample.links]?.replacing(/<Relationship Id="rId2"[^>]*>/, with: "")
            sample[FileSample.types] = sample[FileSample.types]?
                .replacing(/<Override PartName="\/xl\/worksheets\/sheet2.xml"[^>]*>/, with: "")
                .replacing(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml", with: contentType)
        }
    }

    private static let kinds: [(name: String, type: String, contentType: String)] = [
        (
            "chartsheet", "\(FileSample.relationships)/chartsheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml"
        ),
        (
            "dialogsheet", "\(FileSample.relationships)/dialogsheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.dialogsheet+xml"
        ),
        ("macrosheet", "\(microsoft)/xlMacrosheet", "application/vnd.ms-excel.macrosheet+xml"),
        ("macrosheet", "\(microsoft)/xlIntlMacrosheet", "application/vnd.ms-excel.intlmacrosheet+xml"),
    ]

    @Test(arguments: kinds)
    func `A workbook without a worksheet opens, stays as it is, and takes one`(
        _ kind: (name: String, type: String, contentType: String)
    ) throws {
        let bytes = Self.only(kind.name, type: kind.type, contentType: kind.contentType).bytes()
        let file = try SpreadsheetFile(bytes)
        #expect(file.workbook.sheets.isEmpty)
        #expect(file.otherSheets == ["One"])
        #expect(try file.saving(file.workbook).bytes == bytes)
        var workbook = file.workbook
        _ = try AddWorksheet(name: "New").apply(to: &workbook)
        workbook.sheets[0].set(.text("first"), row: 0, column: 0)
        let saved = try file.saving(workbook)
        let again = try SpreadsheetFile(saved.bytes)
        #expect(again.workbook.sheets.map(\.name) == ["New"])
        #expect(again.workbook.value("A1") == .text("first"))
        #expect(again.otherSheets == ["One"])
        #expect(try saved.package.data(of: .init(FileSample.sheet)) == file.package.data(of: .init(FileSample.sheet)))
    }

    @Test(arguments: [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
        "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    ])
    func `Templates and files with macros stay what they are, and keep their macros`(_ type: String) throws {
        let sample = FileSample().with {
            $0.replace(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", type,
                in: FileSample.types)
            $0.add(
                "xl/vbaProject.bin", "not really a compound file", type: "\(Self.microsoft)/vbaProject",
                contentType: "application/vnd.ms-office.vbaProject")
        }
        let file = try SpreadsheetFile(sample.bytes())
        #expect(file.features.contains { $0.name == "macro projects" && $0.count == 1 && $0.care == .kept })
        var workbook = file.workbook
        workbook.sheets[0].set(.number(2), row: 0, column: 1)
        workbook.sheets[1].name = "Renamed"
        let saved = try SpreadsheetFile(file.saving(workbook).bytes)
        #expect(try saved.package.contentTypes()[.init(FileSample.workbook)]?.text == type)
        #expect(try saved.package.data(of: "/xl/vbaProject.bin") == Array("not really a compound file".utf8))
        #expect(saved.workbook.value("B1") == .number(2))
    }

    @Test func `What is added to a strict file is in its dialect`() throws {
        var sample = FileSample()
        FileDialect.strict(&sample)
        let file = try SpreadsheetFile(sample.bytes())
        var workbook = file.workbook
        for edit in WorkbookEdits.all where edit.name != "columns deleted" { try edit.run(&workbook) }
        let place = CellAddress(row: 30, column: 3)
        let expression = try FormulaParser.parse(
            "=SEQUENCE(3)", at: place, sheets: workbook.sheetNames, syntax: FormulaSyntax())
        workbook.setFormula(expression, kind: .dynamic, at: place, sheetIndex: 0)
        let saved = try file.saving(workbook)
        #expect(saved.package.contains("/xl/metadata.xml"))
        #expect(saved.package.contains("/xl/tables/table1.xml"))
        for part in saved.package.parts where part != ContentTypes.part {
            let text = String(decoding: try saved.package.data(of: part), as: UTF8.self)
            #expect(!text.contains("schemas.openxmlformats.org/spreadsheetml"), "\(part)")
            #expect(!text.contains("schemas.openxmlformats.org/officeDocument"), "\(part)")
        }
        #expect(PackageVerification.findings(in: try saved.bytes).filter { $0.severity == .error } == [])
    }

    @Test func `Parts that were missing are made in the dialect of a strict file`() throws {
        for description in ["without styles", "without a string table"] {
            var sample = try #require(FileDialect.all.first { $0.testDescription == description }).sample
            FileDialect.strict(&sample)
            let file = try SpreadsheetFile(sample.bytes())
            var workbook = file.workbook
            for edit in WorkbookEdits.all where ["cell", "format"].contains(edit.name) { try edit.run(&workbook) }
            let saved = try file.saving(workbook)
            #expect(saved.package.contains("/xl/styles.xml") && saved.package.contains("/xl/sharedStrings.xml"))
            for part in saved.package.parts where part != ContentTypes.part {
                let text = String(decoding: try saved.package.data(of: part), as: UTF8.self)
                #expect(!text.contains("schemas.openxmlformats.org/spreadsheetml"), "\(part)")
                #expect(!text.contains("schemas.openxmlformats.org/officeDocument"), "\(part)")
            }
        }
    }

    @Test func `A part whose relationship leads nowhere is made anew, and none is written over`() throws {
        let sample = FileSample().with {
            $0.replace("Target=\"sharedStrings.xml\"", "Target=\"lost.xml\"", in: FileSample.links)
            $0.replace("Target=\"styles.xml\"", "Target=\"lost/styles.xml\"", in: FileSample.links)
            $0.replace(" t=\"s\"", "", in: FileSample.sheet)
        }
        let file = try SpreadsheetFile(sample.bytes())
        var workbook = file.workbook
        for edit in WorkbookEdits.all where ["cell", "format"].contains(edit.name) { try edit.run(&workbook) }
        workbook.sheets[1].set(.text("typed"), row: 1, column: 1)
        let saved = try file.saving(workbook)
        for part: PartName in ["/xl/sharedStrings.xml", "/xl/styles.xml"] {
            #expect(try saved.package.data(of: part) == file.package.data(of: part))
        }
        let again = try SpreadsheetFile(saved.bytes).workbook
        #expect(again.sheets[1].value(1, 1) == .text("typed"))
        // A formula that cannot spill comes back as a plain one.
        func cells(_ workbook: Workbook) -> [String] {
            WorkbookDescription(workbook).lines.filter { $0.hasPrefix("cell ") && !$0.hasSuffix("=SUM(A1:A4)*2") }
        }
        #expect(cells(again) == cells(workbook))
    }

    @Test func `Signatures go with the first change, and only then, and a notice tells`() throws {
        let package = "http://schemas.openxmlformats.org/package/2006"
        let sample = FileSample().with {
            $0["_xmlsignatures/origin.sigs"] = ""
            $0["_xmlsignatures/sig1.xml"] = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>"
            $0["_xmlsignatures/_rels/origin.sigs.rels"] = """
                <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" \
                Type="\(package)/relationships/digital-signature/signature" Target="sig1.xml"/></Relationships>
                """
            $0.replace(
                "</Relationships>",
                """
                <Relationship Id="rId2" Type="\(package)/relationships/digital-signature/origin" \
                Target="_xmlsignatures/origin.sigs"/></Relationships>
                """, in: "_rels/.rels")
        }
        let bytes = sample.bytes()
        let file = try SpreadsheetFile(bytes)
        #expect(file.features.contains { $0.name == "digital signatures" && $0.care == .dropped })
        let unchanged = try file.saving(file.workbook)
        #expect(try unchanged.bytes == bytes)
        #expect(unchanged.notices == [])
        var workbook = file.workbook
        workbook.sheets[0].set(.number(2), row: 0, column: 1)
        let saved = try file.saving(workbook)
        #expect(saved.notices == [.signaturesRemoved])
        #expect(!saved.package.parts.contains { $0.path.contains("_xmlsignatures") })
        let again = try SpreadsheetFile(saved.bytes)
        #expect(again.workbook.value("B1") == .number(2))
        #expect(try again.saving(again.workbook).notices == [])
    }

    @Test func `A sheet's name that looks like an escape keeps its spelling and its formulas`() throws {
        let sample = FileSample().with {
            $0.replace("name=\"Two\"", "name=\"a_x005F_x0041_&amp;\"", in: FileSample.workbook)
            $0.replace("SUM(B1,1)", "'a_x005F_x0041_&amp;'!A1+2.5", in: FileSample.sheet)
        }
        let file = try SpreadsheetFile(sample.bytes())
        #expect(file.workbook.sheets[1].name == "a_x0041_&")
        #expect(file.workbook.formula("F1") == "='a_x0041_&'!A1+2.5")
        var workbook = file.workbook
        _ = try AddWorksheet(name: "New").apply(to: &workbook)
        let saved = try file.saving(workbook)
        let text = String(decoding: try saved.package.data(of: PartName(FileSample.workbook)), as: UTF8.self)
        #expect(text.contains("name=\"a_x005F_x0041_&amp;\""))
        #expect(try SpreadsheetFile(saved.bytes).workbook.sheets.map(\.name) == ["One", "a_x0041_&", "New"])
    }

    @Test func `A file that is no workbook says what it is and what helps`() {
        let encrypted = PackageReadTests.compoundFile("EncryptedPackage")
        let legacy = PackageReadTests.compoundFile("Workbook")
        let binary = FileSample().with {
            $0.replace(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.binary.macroEnabled.main", in: FileSample.types)
        }.bytes()
        let openDocument = ArchiveBuilder([
            .stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), .stored("content.xml", "<a/>"),
        ]).bytes()
        for (bytes, words) in [
            (encrypted, ["encrypted with a password", "Save it without"]),
            (legacy, ["Excel 97-2003", "Save it as .xlsx"]), (binary, [".xlsb", "Save it as .xlsx"]),
            (openDocument, ["OpenDocument", "Save it as .xlsx"]), (Array("a,b".utf8), ["not an Excel workbook"]),
        ] {
            do throws(PackageError) {
                _ = try SpreadsheetFile(bytes)
                Issue.record("opened: \(words)")
            } catch {
                for word in words { #expect(error.summary.contains(word) && error.description.contains(word)) }
            }
        }
    }
}
