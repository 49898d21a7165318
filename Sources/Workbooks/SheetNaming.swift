// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Excel's rules for the names of worksheets (Excel specifications and limits).
enum SheetNaming {
    static let maximumLength = 31

    /// Throws `invalidArgument` when no sheet can have the name.
    static func check(_ name: String) throws(WorkbookError) {
        guard !name.isEmpty, name.utf16.count <= maximumLength else {
            throw .invalidArgument("A worksheet name has 1 to \(maximumLength) characters.")
        }
        let forbidden = ":\\/?*[]"
        guard !name.unicodeScalars.contains(where: { forbidden.unicodeScalars.contains($0) || $0.value < 32 }) else {
            throw .invalidArgument("A worksheet name cannot contain any of \(forbidden).")
        }
        guard name.first != "'", name.last != "'" else {
            throw .invalidArgument("A worksheet name cannot begin or end with an apostrophe.")
        }
        guard name.lowercased() != "history" else {
            throw .invalidArgument("Excel keeps the worksheet name 'History' for itself.")
        }
    }

    /// `Sheet3` for the third sheet, or with the first number behind it that is free.
    static func next(_ workbook: Workbook) -> String {
        var number = workbook.sheets.count + 1
        while workbook.sheet(named: "Sheet\(number)") != nil { number += 1 }
        return "Sheet\(number)"
    }
}
