// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import Workbooks

extension SpreadsheetFile {
    /// Reads `definedNames`. ECMA-376-1 §18.2.5, §18.2.6.
    mutating func readNames(_ root: XMLElement) {
        // `localSheetId` counts all sheets of the file, chart sheets included.
        let sheetsInFile = root.child("sheets")?.children("sheet").map { XString.decoded($0["name"] ?? "") } ?? []
        let syntax = FormulaSyntax(notation: .a1, dialect: .file)
        let names = workbook.sheetNames
        for element in root.child("definedNames")?.children("definedName") ?? [] {
            guard let name = element["name"], !element.text.isEmpty else { continue }
            var scope: SheetID?
            if let local = element.integer("localSheetId") {
                guard sheetsInFile.indices.contains(local), let id = names.id(named: sheetsInFile[local]) else {
                    continue
                }
                scope = id
            }
            let expression = try? FormulaParser.parse(
                element.text, at: CellAddress(row: 0, column: 0), sheets: names, syntax: syntax)
            workbook.names.append(
                DefinedName(
                    name: name, scope: scope, expression: expression, text: element.text,
                    comment: element["comment"] ?? "", isHidden: element.flag("hidden")))
        }
    }
}
