// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Functions
import NumberFormats
import OOXML
import Workbooks

/// `cellar inspect`: what a workbook holds, as text.
enum Inspection {
    /// - Returns: the exit code.
    static func run(_ path: String) -> Int32 {
        switch LocalFile.read(path) {
        case .failure(let failure):
            Console.error("cellar: \(failure.reason)\n")
            return 1
        case .success(let bytes):
            do throws(PackageError) {
                let file = try SpreadsheetFile(bytes, functions: .cellar)
                Console.print(describe(file.workbook))
                return 0
            } catch {
                Console.error("cellar: \(path): \(error)\n")
                return 1
            }
        }
    }

    /// One line per sheet, table and name, then the functions.
    static func describe(_ workbook: Workbook) -> String {
        var text = "dates: \(workbook.dateSystem == .excel1900 ? "1900" : "1904") system\n"
        for sheet in workbook.sheets {
            let used = sheet.usedRange(valuesOnly: false).map(\.a1) ?? "empty"
            text += "sheet \(quoted(sheet.name)): \(used), \(sheet.visibility.rawValue)"
            if !sheet.merges.isEmpty { text += ", \(sheet.merges.count) merged ranges" }
            if sheet.filterRange != nil { text += ", filter" }
            if sheet.protection != nil { text += ", protected" }
            text += "\n"
            for table in sheet.tables {
                text += "table \(quoted(table.name)): \(quoted(sheet.name)) \(table.range.a1)\n"
            }
        }
        for name in workbook.names { text += "name \(quoted(name.name))\n" }
        let functions = functions(of: workbook)
        for function in functions.sorted(by: { $0.key < $1.key }) {
            let isKnown = FunctionTable.standard[function.key] != nil
            text +=
                "function \(function.key): in \(function.value) distinct formulas\(isKnown ? "" : ", not known to Cellar")\n"
        }
        return text
    }

    /// How many distinct formulas call each function.
    private static func functions(of workbook: Workbook) -> [String: Int] {
        var counts: [String: Int] = [:]
        for template in workbook.formulas.templates {
            var names: Set<String> = []
            template.shape.walk { expression in
                if case .call(let name, _) = expression { names.insert(name) }
            }
            for name in names { counts[name, default: 0] += 1 }
        }
        return counts
    }

    private static func quoted(_ name: String) -> String { "'" + name + "'" }
}
