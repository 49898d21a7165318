// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension CommandSyntax {
    /// The table of all commands, in the order of the help.
    static let all = [serve, recalculate, roundTrip, verify, inspect]

    static let serve = CommandSyntax(
        name: "serve",
        summary: "Serve the workbooks of a data directory over HTTP.",
        operands: [],
        options: [
            CommandOption(
                "listen", "ADDR:PORT", "Address and port to listen on; port 0 lets the system choose.",
                standard: "127.0.0.1:8080"),
            CommandOption("data", "DIR", "Directory that holds everything; made if it is missing.", standard: "./data"),
            CommandOption(
                "auth", "none|token", "Who may call: anyone, or holders of a token.", standard: "none on loopback only"),
            CommandOption("token-file", "FILE", "File of bearer tokens and their scopes; means --auth token."),
            CommandOption(
                "log-level", "LEVEL", "What is logged: error, warning, info or debug.", standard: "info"),
            CommandOption(
                "session-timeout-persistent", "SECONDS", "How long a session that saves may be idle.",
                standard: "300"),
            CommandOption(
                "session-timeout-nonpersistent", "SECONDS", "How long a session that does not save may be idle.",
                standard: "420"),
            CommandOption(
                "max-body", "BYTES", "The largest JSON request body; file uploads have the limit of the drive.",
                standard: "5242880"),
            CommandOption(
                "sample", "on|off", "Whether an empty drive is given a sample workbook.", standard: "on"),
        ],
        notes: [
            """
            A token file has one token per line, followed by its scopes, for example
              s3cr3t-with-20-chars   Files.ReadWrite
              another-long-secret    Files.Read
            Lines that begin with # are comments. SIGHUP reads the file again.
            """,
            "SIGTERM and SIGINT finish what is in flight, save, and end the program.",
        ])

    static let recalculate = CommandSyntax(
        name: "recalc",
        summary: "Recalculate workbooks in full, ignoring the values stored in them.",
        operands: ["IN", "OUT"],
        options: [],
        notes: [
            "IN is a workbook or a folder, which is searched through; OUT gets the results under the same relative paths.",
            "Progress goes to standard error. The exit code is 1 if any workbook failed.",
        ])

    static let roundTrip = CommandSyntax(
        name: "roundtrip",
        summary: "Load workbooks and save them again without a change.",
        operands: ["IN", "OUT"],
        options: [],
        notes: [
            "IN is a workbook or a folder, which is searched through; OUT gets the results under the same relative paths.",
            "Progress goes to standard error. The exit code is 1 if any workbook failed.",
        ])

    static let verify = CommandSyntax(
        name: "verify",
        summary: "Say whether workbooks are well formed.",
        operands: ["FILE"],
        repeatsLastOperand: true,
        options: [],
        notes: [
            "FILE is a workbook or a folder, which is searched through.",
            """
            Each finding is a line on standard output:
              FILE: SEVERITY PART:OFFSET [RULE, SOURCE] WHAT IS WRONG
            An error is what Excel would repair, refuse or show wrongly; a warning is what readers cope with.
            OFFSET counts bytes of the part from zero; docs/verification.md describes the rules.
            """,
            "The exit code is 0 when no file has an error, 1 when one has.",
        ])

    static let inspect = CommandSyntax(
        name: "inspect",
        summary: "Describe workbooks: sheets, tables, names, functions, features.",
        operands: ["FILE"],
        repeatsLastOperand: true,
        options: [],
        notes: [
            "FILE is a workbook or a folder, which is searched through.",
            """
            A feature is what a file holds besides cells, tables and names. Cellar keeps each as it is; where references
            in it follow the cells when these move, its line says so.
            """,
            "The exit code is 0 when every file could be read, 1 when one could not.",
        ])
}
