// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// An option of a command: a flag with a value, and the environment variable that stands in for it.
struct CommandOption: Sendable {
    /// The name without its dashes, `listen`.
    let name: String
    /// What the value is, as the help shows it: `ADDR:PORT`.
    let value: String
    /// One sentence for the help.
    let meaning: String
    /// What holds when neither the flag nor the variable is given, as the help shows it; nil when nothing does.
    let standard: String?

    init(_ name: String, _ value: String, _ meaning: String, standard: String? = nil) {
        self.name = name
        self.value = value
        self.meaning = meaning
        self.standard = standard
    }

    /// `--listen`.
    var flag: String { "--" + name }

    /// `CELLAR_LISTEN`.
    var variable: String { "CELLAR_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined() }
}
