// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

/// Reads formulas that are entered on one sheet, and refuses what Excel refuses.
struct FormulaReader {
    let sheet: SheetID
    private let sheetNames: SheetNames
    private let syntaxes: (a1: FormulaSyntax, r1c1: FormulaSyntax)
    private let functions: FunctionSignatures?
    /// The tables of the sheet, for references that leave out their table's name.
    private let ownTables: [Table]
    /// All tables by lower-case name.
    private let tables: [String: Table]
    /// The defined names, which go before functions.
    private let names: [DefinedName]

    /// Excel's limit on functions inside functions (Excel specifications and limits).
    private static let maximumNesting = 64

    init(_ workbook: Workbook, sheet: SheetID) {
        self.sheet = sheet
        sheetNames = workbook.sheetNames
        functions = workbook.functions
        ownTables = workbook.sheet(sheet)?.tables ?? []
        tables = Dictionary(
            workbook.sheets.flatMap(\.tables).map { ($0.name.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first })
        names = workbook.names
        let accepts = workbook.functions?.accepts
        let isFunction = accepts.map { accepts in { @Sendable (name: String) in accepts(name, 0) != nil } }
        syntaxes = (
            FormulaSyntax(notation: .a1, isFunction: isFunction),
            FormulaSyntax(notation: .r1c1, isFunction: isFunction)
        )
    }

    /// The formula of a text when it is entered at a cell; throws `invalidArgument` where Excel shows an error message.
    func expression(
        _ text: String, at cell: CellAddress, notation: FormulaSyntax.Notation = .a1
    ) throws(WorkbookError) -> Expression {
        let parsed: Expression
        do throws(FormulaError) {
            parsed = try FormulaParser.parse(
                text, at: cell, sheets: sheetNames, syntax: notation == .a1 ? syntaxes.a1 : syntaxes.r1c1)
        } catch {
            throw .invalidArgument(Self.message(error, text))
        }
        try checkCalls(parsed)
        return try resolved(parsed, at: cell)
    }

    private static func message(_ error: FormulaError, _ text: String) -> String {
        switch error.reason {
        case .tooLong: "The formula is longer than 8192 characters."
        case .tooDeep, .tooManyOperators: "The formula is nested too deeply or has too many operators."
        default:
            "The formula '\(text.prefix(100))' is not valid: \(error.reason) at position \(error.position)."
        }
    }

    /// Functions nested too deeply or with a number of arguments they do not take.
    private func checkCalls(_ expression: Expression) throws(WorkbookError) {
        var pending: [(expression: Expression, nesting: Int)] = [(expression, 0)]
        while let (part, nesting) = pending.popLast() {
            switch part {
            case .call(let name, let arguments):
                guard nesting < Self.maximumNesting else {
                    throw .invalidArgument("The formula nests functions deeper than \(Self.maximumNesting) levels.")
                }
                if functions?.accepts(name, arguments.count) == false {
                    throw .invalidArgument("The function \(name) does not take \(arguments.count) arguments.")
                }
                for argument in arguments { pending.append((argument, nesting + 1)) }
            case .invoke(let callee, let arguments):
                pending.append((callee, nesting))
                for argument in arguments { pending.append((argument, nesting + 1)) }
            case .unary(_, let inner), .parenthesized(let inner), .spaced(_, let inner, _):
                pending.append((inner, nesting))
            case .binary(_, let left, let right):
                pending.append((left, nesting))
                pending.append((right, nesting))
            default: break
            }
        }
    }

    /// The expression with the names of tables filled in, so that it means the same wherever its template is used.
    private func resolved(_ expression: Expression, at cell: CellAddress) throws(WorkbookError) -> Expression {
        var failure: WorkbookError?
        func resolve(_ part: Expression) -> Expression? {
            switch part {
            case .call("LAMBDA", let arguments):
                // `[y]` among the parameters is an optional parameter and no column.
                guard let body = arguments.last else { return nil }
                return .call("LAMBDA", arguments.dropLast() + [body.mapped(resolve)])
            case .structured(var reference) where reference.book == nil:
                let table =
                    reference.table.map { tables[$0.lowercased()] }
                    ?? ownTables.first {
                        $0.range.contains(cell)
                    }
                guard let table, table.has(reference.columns) else {
                    failure =
                        failure ?? .invalidArgument("The formula refers to a table or column that does not exist.")
                    return part
                }
                reference.table = table.name
                return .structured(reference)
            case .reference(let reference): check(reference.prefix)
            case .name(var name):
                check(name.prefix)
                if name.isFunction, names.named(name.name, on: sheet) != nil {
                    name.isFunction = false
                    return .name(name)
                }
            default: break
            }
            return nil
        }
        func check(_ prefix: SheetPrefix) {
            guard case .external(let book) = prefix, !book.contains("["), Int(book) == nil else { return }
            failure = failure ?? .invalidArgument("The formula refers to '\(book)', which is no sheet of the workbook.")
        }
        let resolved = expression.mapped(resolve)
        if let failure { throw failure }
        return resolved
    }
}

extension Table {
    fileprivate func has(_ columns: StructuredReference.Columns) -> Bool {
        switch columns {
        case .all: true
        case .one(let name): columnIndex(named: name) != nil
        case .span(let first, let last): columnIndex(named: first) != nil && columnIndex(named: last) != nil
        }
    }
}
