// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Finds the command that the words of the command line name, and runs it.
enum Program {
    /// - Parameter words: what stands behind the program's name.
    /// - Returns: the exit code: 0 when all went well, 1 when the work failed, 2 when the words make no sense.
    static func run(_ words: [String]) async -> Int32 {
        guard let first = words.first else {
            Console.error(HelpText.program)
            return 2
        }
        switch first {
        case "--help", "-h", "help": return help(words.dropFirst().first)
        case "--version", "version":
            Console.print("cellar \(Version.current)\n")
            return 0
        default: break
        }
        do throws(UsageError) {
            guard let syntax = CommandSyntax.all.first(where: { $0.name == first }) else { throw unknown(first) }
            let arguments = try CommandArguments(
                Array(words.dropFirst()), for: syntax, environment: environment(of: syntax))
            if arguments.asksForHelp { return help(syntax.name) }
            return try await run(syntax, arguments)
        } catch {
            Console.error("cellar: \(error)\n")
            return 2
        }
    }

    private static func run(
        _ syntax: CommandSyntax, _ arguments: CommandArguments
    ) async throws(UsageError) -> Int32 {
        switch syntax.name {
        case CommandSyntax.serve.name: await ServeCommand.run(try ServeSettings(arguments))
        case CommandSyntax.recalculate.name:
            DeepStack.run {
                FileConversion.run(from: arguments.operands[0], to: arguments.operands[1], Recalculation.convert)
            }
        case CommandSyntax.roundTrip.name:
            DeepStack.run {
                FileConversion.run(from: arguments.operands[0], to: arguments.operands[1], RoundTrip.convert)
            }
        case CommandSyntax.verify.name: DeepStack.run { VerifyCommand.run(arguments.operands) }
        default: DeepStack.run { Inspection.run(arguments.operands) }
        }
    }

    private static func help(_ command: String?) -> Int32 {
        guard let command else {
            Console.print(HelpText.program)
            return 0
        }
        guard let syntax = CommandSyntax.all.first(where: { $0.name == command }) else {
            Console.error("cellar: \(unknown(command))\n")
            return 2
        }
        Console.print(HelpText.command(syntax))
        return 0
    }

    /// A word with a dash is taken for a misspelt flag, any other for a misspelt command.
    private static func unknown(_ word: String) -> UsageError {
        let names = CommandSyntax.all.map(\.name)
        let known = word.hasPrefix("-") ? ["--help", "--version"] : names + ["help", "version"]
        let nearest = NearestName.to(word, among: known)
        return word.hasPrefix("-")
            ? .unknownOption(name: word, command: nil, nearest: nearest)
            : .unknownCommand(name: word, nearest: nearest)
    }

    /// The variables that stand in for the flags of a command.
    private static func environment(of syntax: CommandSyntax) -> [String: String] {
        var values: [String: String] = [:]
        for option in syntax.options {
            if let value = getenv(option.variable) { values[option.variable] = String(cString: value) }
        }
        return values
    }
}
