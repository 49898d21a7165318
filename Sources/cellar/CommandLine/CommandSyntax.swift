// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a command is called, what it takes, and what its help says. The table of all commands stands in
/// `CommandSyntax+Table.swift`.
struct CommandSyntax: Sendable {
    /// The first word after the program's name.
    let name: String
    /// One line for the list of commands.
    let summary: String
    /// The words the command needs, in order, as the help shows them.
    let operands: [String]
    /// Whether the last of them may be followed by more of its kind.
    var repeatsLastOperand = false
    /// The options it knows.
    let options: [CommandOption]
    /// Paragraphs that follow in the command's own help.
    let notes: [String]

    /// `cellar recalc IN OUT`.
    var usage: String {
        (["cellar", name] + operands.dropLast() + operands.suffix(1).map { repeatsLastOperand ? $0 + "..." : $0 }
            + (options.isEmpty ? [] : ["[OPTION VALUE]..."])).joined(separator: " ")
    }

    /// The option with this name, without dashes.
    func option(_ name: String) -> CommandOption? {
        options.first { $0.name == name }
    }
}
