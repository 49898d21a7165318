// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What stands behind the program's name, taken apart by the syntax of a command.
///
///     let arguments = try CommandArguments(["--listen", "[::1]:80"], for: .serve, environment: [:])
///     arguments["listen"]?.text  // "[::1]:80"
struct CommandArguments: Equatable {
    /// The value of an option with the place it came from, for messages.
    struct Value: Equatable {
        var text: String
        /// `--listen` or `CELLAR_LISTEN`.
        var origin: String
    }

    private(set) var values: [String: Value] = [:]
    /// The words that are no options, in order; as many as the syntax names, or more where the last one repeats.
    private(set) var operands: [String] = []
    /// `--help` or `-h` was among the words; then nothing is missing.
    private(set) var asksForHelp = false

    /// The value of an option by its name without dashes.
    subscript(option: String) -> Value? { values[option] }

    /// Reads words and environment. A flag wins over its variable; an empty variable counts as none.
    init(_ words: [String], for syntax: CommandSyntax, environment: [String: String]) throws(UsageError) {
        for option in syntax.options {
            guard let text = environment[option.variable], !text.isEmpty else { continue }
            values[option.name] = Value(text: text, origin: option.variable)
        }
        try read(words[...], syntax)
        guard !asksForHelp else { return }
        if operands.count < syntax.operands.count {
            throw .missingOperand(name: syntax.operands[operands.count], command: syntax.name)
        }
    }

    private mutating func read(_ words: ArraySlice<String>, _ syntax: CommandSyntax) throws(UsageError) {
        var words = words
        var seen: Set<String> = []
        var onlyOperands = false
        while let word = words.popFirst() {
            if onlyOperands || !word.hasPrefix("-") || word == "-" {
                guard operands.count < syntax.operands.count || syntax.repeatsLastOperand else {
                    throw .unexpectedOperand(text: word, command: syntax.name)
                }
                operands.append(word)
            } else if word == "--" {
                onlyOperands = true
            } else if word == "--help" || word == "-h" {
                asksForHelp = true
            } else {
                let (flag, attached) = Self.split(word)
                let name = String(flag.drop { $0 == "-" })
                guard flag.hasPrefix("--"), let option = syntax.option(name) else {
                    throw Self.unknown(flag, in: syntax)
                }
                guard seen.insert(name).inserted else { throw .repeatedOption(name: option.flag) }
                guard let text = attached ?? words.popFirst() else {
                    throw .missingValue(option: option.flag, value: option.value)
                }
                values[name] = Value(text: text, origin: option.flag)
            }
        }
    }

    /// `--listen=x` is `--listen` with `x`.
    private static func split(_ word: String) -> (flag: String, value: String?) {
        guard let mark = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<mark]), String(word[word.index(after: mark)...]))
    }

    private static func unknown(_ flag: String, in syntax: CommandSyntax) -> UsageError {
        let flags = syntax.options.map(\.flag) + ["--help"]
        return .unknownOption(name: flag, command: syntax.name, nearest: NearestName.to(flag, among: flags))
    }
}
