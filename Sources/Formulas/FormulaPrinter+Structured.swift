// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension FormulaPrinter {
    /// Appends a table reference. People see `[@Amount]` inside the table and `Sales[@Amount]` outside of it, files
    /// hold `Sales[[#This Row],[Amount]]`.
    mutating func append(_ reference: StructuredReference) {
        if let book = reference.book {
            appendBook(book)
            append("!")
        }
        append(shownTable(of: reference) ?? "")
        append("[")
        if reference.items == .thisRow, syntax.dialect == .user {
            append("@")
            switch reference.columns {
            case .all: break
            case .one(let name): append(column: name, isBracketed: Self.needsBrackets(name))
            case .span: append(reference.columns, isBracketed: true)
            }
        } else {
            appendParts(reference)
        }
        append("]")
    }

    private mutating func appendBook(_ book: String) {
        if SheetQuoting.isNeeded(forExternal: book) {
            append(book, quotedBy: UInt8(ascii: "'"))
        } else {
            append(book)
        }
    }

    private func shownTable(of reference: StructuredReference) -> String? {
        guard reference.book == nil else { return reference.table }
        if syntax.dialect == .file { return reference.table ?? currentTable }
        guard let table = reference.table, let currentTable else { return reference.table }
        // Of the formula's own table only columns of data are written without its name.
        let isPlain = reference.items == .thisRow || (reference.items == [] && reference.columns != .all)
        return isPlain && table.lowercased() == currentTable.lowercased() ? nil : table
    }

    /// `#Headers`, `Amount`, or several parts in brackets of their own.
    private mutating func appendParts(_ reference: StructuredReference) {
        let items = Self.names(of: reference.items)
        if items.isEmpty {
            if case .one(let name) = reference.columns {
                // Blanks at the ends would be lost without brackets of their own.
                let hasBlankEnd = name.utf8.first?.isBlank == true || name.utf8.last?.isBlank == true
                append(column: name, isBracketed: hasBlankEnd)
            } else {
                append(reference.columns, isBracketed: true)
            }
            return
        }
        let isAlone = items.count == 1 && reference.columns == .all
        for (index, item) in items.enumerated() {
            if index > 0 { append(",") }
            append(isAlone ? item : "[" + item + "]")
        }
        if reference.columns != .all {
            append(",")
            append(reference.columns, isBracketed: true)
        }
    }

    private mutating func append(_ columns: StructuredReference.Columns, isBracketed: Bool) {
        switch columns {
        case .all: break
        case .one(let name): append(column: name, isBracketed: isBracketed)
        case .span(let first, let last):
            append(column: first, isBracketed: isBracketed)
            append(":")
            append(column: last, isBracketed: isBracketed)
        }
    }

    private mutating func append(column name: String, isBracketed: Bool) {
        if isBracketed { append("[") }
        for (index, byte) in name.utf8.enumerated() {
            if "[]#'".utf8.contains(byte) || (index == 0 && byte == UInt8(ascii: "@")) { append("'") }
            text.append(byte)
        }
        if isBracketed { append("]") }
    }

    private static func names(of items: StructuredReference.Items) -> [String] {
        if items.isSuperset(of: .all) { return ["#All"] }
        let names: [(StructuredReference.Items, String)] = [
            (.headers, "#Headers"), (.data, "#Data"), (.totals, "#Totals"), (.thisRow, "#This Row"),
        ]
        return names.filter { items.contains($0.0) }.map(\.1)
    }

    /// Whether a column stands in brackets of its own behind `@`: everything but letters, digits and the like.
    private static func needsBrackets(_ name: String) -> Bool {
        name.utf8.contains { !($0.isLetter || $0.isDigit || $0 >= 0x80) }
    }
}
