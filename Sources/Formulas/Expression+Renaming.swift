// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

extension Expression {
    /// The expression after a table got another name: `Sales[Amount]`, and a bare `Sales`.
    public func renamingTable(_ old: String, to new: String) -> Expression {
        renamingName(old, to: new).mapped { part in
            guard case .structured(var reference) = part, reference.book == nil,
                let table = reference.table, table.isSameName(as: old)
            else { return nil }
            reference.table = new
            return .structured(reference)
        }
    }

    /// The expression after a column of a table got another name. `currentTable` is the table around the formula, to
    /// which references without a table's name belong.
    public func renamingColumn(
        in table: String, from old: String, to new: String, currentTable: String? = nil
    ) -> Expression {
        func renamed(_ name: String) -> String { name.isSameName(as: old) ? new : name }
        return mapped { part in
            switch part {
            case .call("LAMBDA", let arguments):
                // What reads like a column among the parameters, `[y]`, is an optional parameter.
                guard let body = arguments.last else { return nil }
                let renamed = body.renamingColumn(in: table, from: old, to: new, currentTable: currentTable)
                return .call("LAMBDA", arguments.dropLast() + [renamed])
            case .structured(var reference):
                guard reference.book == nil, (reference.table ?? currentTable)?.isSameName(as: table) == true else {
                    return nil
                }
                switch reference.columns {
                case .all: return nil
                case .one(let name): reference.columns = .one(renamed(name))
                case .span(let first, let last): reference.columns = .span(renamed(first), renamed(last))
                }
                return .structured(reference)
            default: return nil
            }
        }
    }

    /// The expression after a defined name got another one. LET variables and LAMBDA parameters of the old name are
    /// something else and stay. `isMeant` tells by the prefix which uses mean the name that changed, where several
    /// sheets have one.
    public func renamingName(
        _ old: String, to new: String, where isMeant: (SheetPrefix) -> Bool = { _ in true }
    ) -> Expression {
        mapped { part in
            switch part {
            case .name(var name) where name.name.isSameName(as: old) && isMeant(name.prefix):
                if case .external = name.prefix { return nil }
                name.name = new
                name.isFunction = false
                return .name(name)
            case .call(let function, let arguments) where function == "LET" || function == "LAMBDA":
                return .call(function, arguments.renamingName(old, to: new, declaredBy: function, where: isMeant))
            case .call(let function, let arguments) where function.isSameName(as: old) && isMeant(.none):
                let callee = Expression.name(NameExpression(name: new))
                return .invoke(callee, arguments.map { $0.renamingName(old, to: new, where: isMeant) })
            default: return nil
            }
        }
    }

    /// The expression after a sheet was deleted: references to it become `#REF!A1`, a 3-D reference that began or ended
    /// there now does so at the next sheet inside.
    ///
    /// `sheets` is the workbook before the deletion.
    public func removingSheet(_ id: SheetID, sheets: SheetNames) -> Expression {
        mapped { part in
            switch part {
            case .reference(var reference):
                guard let prefix = reference.prefix.removing(id, sheets) else { return nil }
                reference.prefix = prefix
                return .reference(reference)
            case .name(var name):
                guard let prefix = name.prefix.removing(id, sheets) else { return nil }
                name.prefix = prefix
                return .name(name)
            default: return nil
            }
        }
    }
}

extension [Expression] {
    /// Arguments of LET or LAMBDA with a defined name renamed where no variable of that name is in scope. A variable of
    /// LET is in scope behind its own value.
    fileprivate func renamingName(
        _ old: String, to new: String, declaredBy function: String, where isMeant: (SheetPrefix) -> Bool
    ) -> [Expression] {
        var result = self
        var isShadowed = false
        var isDeclared = false
        for index in indices {
            let declares = index < count - 1 && (function == "LAMBDA" || index.isMultiple(of: 2))
            if declares, let variable = self[index].declaredVariable {
                isDeclared = isDeclared || variable.isSameName(as: old)
                if function == "LAMBDA" { isShadowed = isDeclared }
                continue
            }
            if !isShadowed { result[index] = self[index].renamingName(old, to: new, where: isMeant) }
            isShadowed = isDeclared
        }
        return result
    }
}

extension SheetPrefix {
    /// The prefix without a sheet that is deleted; `nil` when it does not change.
    fileprivate func removing(_ id: SheetID, _ sheets: SheetNames) -> SheetPrefix? {
        switch self {
        case .sheet(id): return .missing
        case .span(let first, let last) where first == id || last == id:
            var rest = sheets.ids(from: first, to: last).filter { $0 != id }
            if let one = sheets.position(of: first), let other = sheets.position(of: last), one > other {
                rest.reverse()
            }
            guard let newFirst = rest.first, let newLast = rest.last else { return .missing }
            return newFirst == newLast ? .sheet(newFirst) : .span(newFirst, newLast)
        default: return nil
        }
    }
}

extension String {
    /// Whether two names are one to Excel, which does not look at their case.
    fileprivate func isSameName(as other: String) -> Bool { self == other || lowercased() == other.lowercased() }
}
