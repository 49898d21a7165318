// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// Names and calls, with the prefixes that files put before them ([MS-XLSX] §2.2.2 and what Excel 365 writes since).

extension FormulaPrinter {
    mutating func appendCall(_ name: String, _ arguments: [Expression]) {
        if syntax.dialect == .user, let (reference, colon) = TrimOperator.spelling(of: name, arguments) {
            return append(reference, colon: colon)
        }
        if syntax.dialect == .file { append(syntax.filePrefix(name)) }
        append(name)
        guard syntax.dialect == .file, name == "LET" || name == "LAMBDA" else { return append(arguments) }
        let scope = variables.count
        append("(")
        for (index, argument) in arguments.enumerated() {
            if index > 0 { append(",") }
            let isBody = index == arguments.count - 1
            let declares = !isBody && (name == "LAMBDA" || index.isMultiple(of: 2))
            if declares, let variable = argument.declaredVariable {
                variables.append(variable.lowercased())
                append(declaration: argument)
            } else {
                append(argument, minimum: 1)
            }
        }
        append(")")
        variables.removeLast(variables.count - scope)
    }

    /// Appends `_xlpm.x`, or `_xlop.x` for an optional parameter, which people write as `[x]`.
    private mutating func append(declaration: Expression) {
        switch declaration {
        case .spaced(let before, let inner, let after):
            append(before)
            append(declaration: inner)
            append(after)
        case .structured(let reference):
            guard case .one(let name) = reference.columns else { return }
            append("_xlop.")
            append(name)
        default: append(declaration, minimum: 1)
        }
    }

    mutating func append(_ arguments: [Expression]) {
        append("(")
        for (index, argument) in arguments.enumerated() {
            if index > 0 { append(",") }
            append(argument, minimum: 1)
        }
        append(")")
    }

    mutating func appendFileCall(_ function: String, _ argument: Expression) {
        append(function)
        append([argument])
    }

    mutating func append(_ name: NameExpression) {
        append(name.prefix)
        if syntax.dialect == .file, name.prefix == .none { append(filePrefix(of: name)) }
        append(name.name)
    }

    /// Files mark variables, and functions that are passed by their names, as in `BYROW(A1:B9,SUM)`.
    private func filePrefix(of name: NameExpression) -> String {
        if !variables.isEmpty, variables.contains(name.name.lowercased()) { return "_xlpm." }
        return name.isFunction ? "_xleta." : ""
    }
}
