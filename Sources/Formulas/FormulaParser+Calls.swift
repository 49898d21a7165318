// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// Names and calls, and the prefixes that files put before them ([MS-XLSX] §2.2.2 and what Excel 365 writes since):
// `_xlfn.` and `_xlws.` before functions, `_xlpm.` before variables, `_xlop.` before the declaration of an optional
// parameter, `_xleta.` before a function that is passed by its name. `_xludf.` and `_xll.` mark functions of macros and
// add-ins and are part of their names.

extension FormulaParser {
    /// A word that is neither a reference nor a sheet.
    mutating func wordOperand() throws(FormulaError) -> Expression {
        let (start, end) = (token.start, token.end)
        switch lexer.byte(at: end) {
        case UInt8(ascii: "("):
            try advance()
            return try call(start, end)
        case UInt8(ascii: "["):
            return try structured(table: lexer.string(start, end), book: nil, at: end)
        default: break
        }
        if let boolean = boolean(token) {
            try advance()
            return .boolean(boolean)
        }
        try advance()
        if token.kind == .blank, lexer.byte(at: token.end) == UInt8(ascii: "("), isKnownFunction(start, end) {
            try advance()
            return try call(start, end)
        }
        return name(start, end)
    }

    private func isKnownFunction(_ start: Int, _ end: Int) -> Bool {
        syntax.isFunction?(canonical(start, end)) ?? false
    }

    @inline(never) private func name(_ start: Int, _ end: Int) -> Expression {
        if let start = markedName("_xlpm.", start, end) ?? markedName("_xleta.", start, end) {
            return .name(NameExpression(name: lexer.string(start, end)))
        }
        if let start = markedName("_xlop.", start, end) { return .optionalParameter(lexer.string(start, end)) }
        return .name(NameExpression(name: lexer.string(start, end)))
    }

    /// Where the name behind a mark of files begins; `nil` without the mark, or where what is left would not be read
    /// as a name.
    private func markedName(_ mark: StaticString, _ start: Int, _ end: Int) -> Int? {
        guard syntax.dialect == .file, lexer.matches(mark, at: start) else { return nil }
        let name = start + mark.utf8CodeUnitCount
        guard name < end, lexer.bytes[name].startsWord, !readsAsReference(name),
            boolean(FormulaToken(.word, name, end)) == nil, !lexer.matches("_xl", at: name)
        else { return nil }
        return name
    }

    private func readsAsReference(_ start: Int) -> Bool {
        guard let reference = lexer.reference(at: start) else { return false }
        return reference.kind != .column || syntax.notation == .r1c1
    }

    /// The call of a word, at its opening parenthesis.
    private mutating func call(_ start: Int, _ end: Int) throws(FormulaError) -> Expression {
        if lexer.matches("_xl", at: start) {
            if let start = markedName("_xlpm.", start, end) {
                return .invoke(.name(NameExpression(name: lexer.string(start, end))), try arguments())
            }
            if lexer.matches("_xlfn.", at: start) || lexer.matches("_xlws.", at: start) {
                return try function(canonical(start, end), isFuture: true)
            }
            if lexer.matches("_xludf.", at: start) || lexer.matches("_xll.", at: start) {
                return .invoke(.name(NameExpression(name: lexer.string(start, end))), try arguments())
            }
        }
        if !variables.isEmpty {
            let name = lexer.string(start, end)
            if variables.contains(name.lowercased()) {
                return .invoke(.name(NameExpression(name: name)), try arguments())
            }
        }
        let name = canonical(start, end)
        if let isFunction = syntax.isFunction, !isFunction(name) {
            return .invoke(.name(NameExpression(name: lexer.string(start, end))), try arguments())
        }
        return try function(name, isFuture: false)
    }

    /// A function's name in upper case without the prefixes of files, which stand before words only.
    @inline(never) private func canonical(_ start: Int, _ end: Int) -> String {
        var start = start
        while end - start > 6, lexer.bytes[start + 6].startsWord,
            lexer.matches("_xlfn.", at: start) || lexer.matches("_xlws.", at: start)
        {
            start += 6
        }
        let isASCII = lexer.bytes[start..<end].allSatisfy { $0 < 0x80 }
        guard isASCII else { return lexer.string(start, end).uppercased() }
        return String(unsafeUninitializedCapacity: end - start) { buffer in
            for index in start..<end {
                let byte = lexer.bytes[index]
                buffer[index - start] = byte &- 97 < 26 ? byte & 0xDF : byte
            }
            return end - start
        }
    }

    private mutating func function(_ name: String, isFuture: Bool) throws(FormulaError) -> Expression {
        let scope = variables.count
        let arguments =
            switch name {
            case "LET": try arguments { index in index.isMultiple(of: 2) }
            case "LAMBDA": try arguments { _ in true }
            default: try arguments()
            }
        variables.removeLast(variables.count - scope)
        if isFuture, arguments.count == 1 {
            if name == "SINGLE" { return .unary(.implicitIntersection, arguments[0]) }
            if name == "ANCHORARRAY" { return .unary(.spill, arguments[0]) }
        }
        return .call(name, arguments)
    }

    /// Arguments from the opening parenthesis on; those at positions that `declares` names open a variable's scope.
    mutating func arguments(
        _ declares: (Int) -> Bool = { _ in false }
    ) throws(FormulaError) -> [Expression] {
        guard depth < syntax.limits.depth else { throw FormulaError(position: token.start, reason: .tooDeep) }
        depth += 1
        defer { depth -= 1 }
        try advance()
        if token.kind == .closeParenthesis {
            try advance()
            return []
        }
        var arguments: [Expression] = []
        while true {
            let argument = try argument()
            if declares(arguments.count), let variable = argument.declaredVariable {
                variables.append(variable.lowercased())
            }
            arguments.append(argument)
            guard token.kind == .comma else { break }
            try advance()
        }
        try expect(.closeParenthesis)
        return arguments
    }

    private mutating func argument() throws(FormulaError) -> Expression {
        var before = ""
        if token.kind == .blank {
            let next = lexer.byte(at: token.end)
            if next == UInt8(ascii: ",") || next == UInt8(ascii: ")") { before = try blanks() }
        }
        guard token.kind == .comma || token.kind == .closeParenthesis else { return try expression() }
        return before.isEmpty ? .missing : .spaced(before: before, .missing, after: "")
    }
}

extension Expression {
    /// The name that the expression declares as an argument of LET or LAMBDA, `[y]` included; `nil` when it is no name.
    public var declaredVariable: String? {
        switch self {
        case .spaced(_, let inner, _): inner.declaredVariable
        case .name(let name) where name.prefix == .none: name.name
        case .structured(let reference) where reference.table == nil && reference.book == nil && reference.items == []:
            if case .one(let name) = reference.columns { name } else { nil }
        default: nil
        }
    }

    /// Whether the expression declares a parameter of LAMBDA that may be left out: `[y]`.
    public var isOptionalParameter: Bool {
        switch self {
        case .spaced(_, let inner, _): inner.isOptionalParameter
        case .structured: declaredVariable != nil
        default: false
        }
    }

    /// `[y]` as a parameter of LAMBDA, which reads like a column of the table around it.
    static func optionalParameter(_ name: String) -> Expression {
        .structured(StructuredReference(table: nil, items: [], columns: .one(name)))
    }
}
