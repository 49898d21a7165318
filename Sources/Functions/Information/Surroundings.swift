// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

// Sheets and the environment. SHEET and SHEETS from Excel's function pages, INFO ECMA-376-1 §18.17.7.
extension Information {
    /// `SHEET`: the one-based tab of a reference or of a sheet by its name, else of the calling cell.
    static func sheet(_ value: Operand?, _ context: CallContext) throws(CellError) -> Int {
        let workbook = context.workbook
        let sheet: SheetID?
        switch value {
        case nil: sheet = context.cell.sheet
        case .reference(let reference): sheet = reference.areas[0].sheet
        case let value?:
            let name = try Coercion.text(value.first(context)).lowercased()
            sheet = workbook.sheets.first { workbook.sheetName($0).lowercased() == name }
        }
        guard let sheet, let index = workbook.sheets.firstIndex(of: sheet) else { throw .notAvailable }
        return index + 1
    }

    /// `SHEETS`: how many sheets a reference touches, else how many the workbook has.
    static func sheets(_ reference: Operand?, _ context: CallContext) throws(CellError) -> Int {
        switch reference {
        case nil: return context.workbook.sheets.count
        case .reference(let reference): return Set(reference.areas.map(\.sheet)).count
        case .scalar(.error(let error)): throw error
        default: throw .notAvailable
        }
    }

    /// `INFO`: a fact about the environment; memory figures are `#N/A` as in today's Excel.
    static func info(_ typeText: String, _ context: CallContext) throws(CellError) -> CellValue {
        switch typeText.lowercased() {
        case "directory":
            return .text(CellDescription.directory(context.workbook.fileName))
        case "numfile": return .number(Double(context.workbook.sheets.count))
        case "origin": return .text("$A:$A$1")
        case "osversion": return .text(operatingSystem())
        case "recalc": return .text(context.workbook.isManual ? "Manual" : "Automatic")
        // The release of Excel whose functions these are.
        case "release": return .text("16.0")
        // The only other answer Excel has is "mac".
        case "system": return .text("pcdos")
        case "memavail", "memused", "totmem": throw .notAvailable
        default: throw .value
        }
    }

    /// The system's name and release, as the kernel tells them.
    private static func operatingSystem() -> String {
        var names = utsname()
        guard uname(&names) == 0 else { return "" }
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return text(names.sysname) + " " + text(names.release)
    }
}
