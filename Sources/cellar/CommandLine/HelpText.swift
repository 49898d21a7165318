// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What `--help` prints.
enum HelpText {
    /// The help of the whole program.
    static var program: String {
        let width = (CommandSyntax.all.map(\.name.count).max() ?? 0) + 2
        let commands = CommandSyntax.all.map { "  \(padded($0.name, to: width))\($0.summary)" }
        return """
            Cellar: the Excel API of Microsoft Graph, self-hosted.

            usage: cellar COMMAND [ARGUMENT]...

            \(commands.joined(separator: "\n"))

            'cellar COMMAND --help' describes a command, 'cellar --version' prints the version.

            """
    }

    /// The help of one command.
    static func command(_ syntax: CommandSyntax) -> String {
        var text = "\(syntax.summary)\n\nusage: \(syntax.usage)\n"
        if !syntax.options.isEmpty {
            let width = (syntax.options.map { $0.flag.count + $0.value.count + 1 }.max() ?? 0) + 2
            text += "\n"
            for option in syntax.options {
                text += "  \(padded("\(option.flag) \(option.value)", to: width))\(option.meaning)\n"
                let standard = option.standard.map { "default: \($0); " } ?? ""
                text += "  \(padded("", to: width))(\(standard)environment: \(option.variable))\n"
            }
            text += "\nA flag wins over its environment variable.\n"
        }
        for note in syntax.notes { text += "\n\(note)\n" }
        return text
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
