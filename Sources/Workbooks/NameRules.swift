// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Excel's rules for defined names and the names of tables (Excel specifications and limits, "Names in formulas").
enum NameRules {
    static let maximumLength = 255

    /// Throws `invalidArgument` when a formula could not tell the text from something else.
    static func check(_ name: String) throws(WorkbookError) {
        guard let first = name.unicodeScalars.first, name.utf16.count <= maximumLength else {
            throw .invalidArgument("A name has 1 to \(maximumLength) characters.")
        }
        let isWord = name.unicodeScalars.dropFirst().allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "_.\\?".unicodeScalars.contains(scalar)
        }
        guard first.properties.isAlphabetic || first == "_" || first == "\\", isWord else {
            throw .invalidArgument("'\(name)' is not a name: it begins with a letter and has no blanks or operators.")
        }
        guard !isReference(name), !["true", "false"].contains(name.lowercased()) else {
            throw .invalidArgument("'\(name)' cannot be a name, as it reads like a cell or a truth value.")
        }
    }

    /// `B7` or `R1C1`, with or without numbers.
    private static func isReference(_ name: String) -> Bool {
        if CellAddress(a1: name) != nil { return true }
        var rest = Substring(name.uppercased())
        if rest.first == "R" { rest = rest.dropFirst().drop { ("0"..."9").contains($0) } }
        if rest.first == "C" { rest = rest.dropFirst().drop { ("0"..."9").contains($0) } }
        return rest.isEmpty
    }
}

extension Workbook {
    /// Throws when a table or a name of the workbook has the name already.
    func checkUnused(tableName name: String) throws(WorkbookError) {
        guard table(named: name) == nil, definedName(name, on: nil) == nil else {
            throw .itemAlreadyExists("There is a table or a name '\(name)' already.")
        }
    }
}
