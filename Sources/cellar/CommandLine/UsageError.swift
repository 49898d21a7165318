// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A call of the program that makes no sense; the exit code is 2.
enum UsageError: Error, Equatable {
    case unknownCommand(name: String, nearest: String?)
    /// `command` is nil for a flag in the place of a command.
    case unknownOption(name: String, command: String?, nearest: String?)
    case missingValue(option: String, value: String)
    case repeatedOption(name: String)
    case missingOperand(name: String, command: String)
    case unexpectedOperand(text: String, command: String)
    /// A value that the option, given as a flag or as a variable, does not take.
    case invalidValue(origin: String, value: String, expected: String)
    /// Each value makes sense, but not all of them together.
    case contradiction(reason: String, remedy: String)
}

extension UsageError: CustomStringConvertible {
    /// What is wrong and what to do, for standard error.
    var description: String {
        switch self {
        case .unknownCommand(let name, let nearest):
            "unknown command '\(name)'\(Self.hint(nearest)). 'cellar --help' lists the commands."
        case .unknownOption(let name, let command, let nearest):
            "unknown option '\(name)'\(Self.hint(nearest)). "
                + "'cellar \(command.map { $0 + " " } ?? "")--help' lists what there is."
        case .missingValue(let option, let value):
            "\(option) needs a value: \(option) \(value)"
        case .repeatedOption(let name):
            "\(name) is given twice"
        case .missingOperand(let name, let command):
            "\(name) is missing. 'cellar \(command) --help' says what is needed."
        case .unexpectedOperand(let text, let command):
            "'\(text)' is one word too many. 'cellar \(command) --help' says what is needed."
        case .invalidValue(let origin, let value, let expected):
            "\(origin) cannot be '\(value)': \(expected)"
        case .contradiction(let reason, let remedy):
            reason + "\n" + remedy
        }
    }

    private static func hint(_ nearest: String?) -> String {
        nearest.map { " (did you mean '\($0)'?)" } ?? ""
    }
}
