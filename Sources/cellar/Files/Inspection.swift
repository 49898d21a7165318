// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import NumberFormats
import OOXML
import Workbooks

/// `cellar inspect`: what workbooks hold, as text.
enum Inspection {
    /// - Returns: the exit code: 1 when a file cannot be read, or a folder has no workbook.
    static func run(_ operands: [String]) -> Int32 {
        var failed = false
        let paths = LocalFile.workbooks(for: operands)
        for path in paths {
            // Of several files each has a heading.
            if paths.count > 1 { Console.print("\(path)\n") }
            switch LocalFile.read(path) {
            case .failure(let failure):
                Console.error("cellar: \(failure.reason)\n")
                failed = true
            case .success(let bytes):
                do throws(PackageError) {
                    Console.print(describe(try SpreadsheetFile(bytes, functions: .cellar)))
                } catch {
                    Console.error("cellar: \(path): \(error)\n")
                    failed = true
                }
            }
            if paths.count > 1 { Console.print("\n") }
        }
        return failed || paths.isEmpty ? 1 : 0
    }

    /// One line per sheet, table, name, feature and function.
    static func describe(_ file: SpreadsheetFile) -> String {
        let workbook = file.workbook
        var text = "dates: \(workbook.dateSystem == .excel1900 ? "1900" : "1904") system\n"
        for sheet in workbook.sheets { text += describe(sheet) }
        for name in file.otherSheets { text += "sheet \(quoted(name)): no worksheet, kept as it is\n" }
        for name in workbook.names {
            let scope = name.scope.flatMap { workbook.sheet($0)?.name }
            text += "name \(quoted(name.name)): \(name.text)"
            if let scope { text += ", of sheet \(quoted(scope))" }
            text += "\(name.isHidden ? ", hidden" : "")\n"
        }
        for feature in file.features { text += "\(feature.name): \(feature.count), \(feature.care.rawValue)\n" }
        for (name, count) in functions(of: workbook).sorted(by: { $0.key < $1.key }) {
            let isKnown = FunctionTable.standard[name] != nil
            text += "function \(name): in \(count) distinct formulas\(isKnown ? "" : ", not known to Cellar")\n"
        }
        return text
    }

    private static func describe(_ sheet: Worksheet) -> String {
        let used = sheet.usedRange(valuesOnly: false).map(\.a1) ?? "empty"
        var text = "sheet \(quoted(sheet.name)): \(used), \(sheet.visibility.rawValue)"
        if !sheet.merges.isEmpty { text += ", \(sheet.merges.count) merged ranges" }
        if sheet.filterRange != nil { text += ", filter" }
        if sheet.protection != nil { text += ", protected" }
        text += "\n"
        for table in sheet.tables {
            text += "table \(quoted(table.name)): \(quoted(sheet.name)) \(table.range.a1)\n"
        }
        for table in sheet.pivotTables {
            text += "pivot table \(quoted(table.name)): \(quoted(sheet.name)) \(table.range.a1)\n"
        }
        return text
    }

    /// How many distinct formulas call each function.
    private static func functions(of workbook: Workbook) -> [String: Int] {
        var counts: [String: Int] = [:]
        for template in workbook.formulas.templates {
            var names: Set<String> = []
            template.expression.walk { expression in
                if case .call(let name, _) = expression { names.insert(name) }
            }
            for name in names { counts[name, default: 0] += 1 }
        }
        return counts
    }

    private static func quoted(_ name: String) -> String { "'" + name + "'" }
}
