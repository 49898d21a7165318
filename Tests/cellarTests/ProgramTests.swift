// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import OOXML
import Testing

@testable import cellar

/// Runs the program itself, as people do.
@Suite struct ProgramTests {
    /// The program lies beside the tests.
    private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "cellar")

    /// A running program, what it has printed so far, and its end.
    private final class Run {
        let process = Process()
        private let output = Pipe()
        private let errors = Pipe()

        init(_ words: [String]) throws {
            process.executableURL = ProgramTests.program
            process.arguments = words
            process.standardOutput = output
            process.standardError = errors
            try process.run()
        }

        /// Reads standard output until a text has come or the output ends.
        func read(until text: String) -> String {
            var read = ""
            while !read.contains(text) {
                let data = output.fileHandleForReading.availableData
                if data.isEmpty { break }
                read += String(decoding: data, as: UTF8.self)
            }
            return read
        }

        func finish() -> (code: Int32, errors: String) {
            let data = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: data, as: UTF8.self))
        }
    }

    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cellar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test(
        arguments: [
            ([], 2, "usage: cellar"), (["serv"], 2, "did you mean 'serve'?"), (["--verzion"], 2, "'--version'"),
            (["serve", "--listen", "0.0.0.0:0"], 2, "refusing to listen"),
            (["serve", "--token-file", "/nowhere"], 1, "cannot read /nowhere"),
            (["recalc", "/nowhere", "/tmp"], 1, "/nowhere does not exist"),
        ] as [([String], Int32, String)])
    func `a call that cannot work says why and fails`(words: [String], code: Int32, message: String) throws {
        let end = try Run(words).finish()
        #expect(end.code == code)
        #expect(end.errors.contains(message))
    }

    @Test func `a server says where it is, logs requests, and ends in peace`() throws {
        try Self.withFolder { folder in
            let run = try Run(["serve", "--listen", "127.0.0.1:0", "--data", folder + "/new/data"])
            let welcome = run.read(until: "A1:B5")
            #expect(welcome.contains("listens on http://127.0.0.1:"))
            #expect(welcome.contains(folder + "/new/data"))
            #expect(welcome.split(separator: "\n").filter { $0.contains("curl -s") }.count == 3)
            let port = welcome.split(separator: "127.0.0.1:")[1].prefix { $0.isNumber }

            let second = try Run(["serve", "--listen", "127.0.0.1:\(port)", "--data", folder + "/other"]).finish()
            #expect(second.code == 1)
            #expect(second.errors.contains("address already in use"))

            run.process.terminate()
            let end = run.finish()
            #expect(end.code == 0)
            #expect(end.errors.contains("event=stopping signal=SIGTERM"))
            #expect(end.errors.contains("event=stopped"))
        }
    }

    @Test func `workbooks are verified, and the exit code says whether one is faulty`() throws {
        try Self.withFolder { folder in
            try Data(try SampleWorkbook.make()).write(to: URL(filePath: folder + "/a.xlsx"))
            let good = try Run(["verify", folder]).finish()
            #expect(good.code == 0)
            #expect(good.errors.contains("1 file verified: 0 errors and 0 warnings"))
            try Data("no workbook".utf8).write(to: URL(filePath: folder + "/b.xlsx"))
            let run = try Run(["verify", folder + "/a.xlsx", folder + "/b.xlsx", folder + "/c.xlsx"])
            let output = run.read(until: "Excel workbook")
            let bad = run.finish()
            #expect(bad.code == 1)
            #expect(output.contains("b.xlsx: error archive [archive, ECMA-376-2 §7.3] The file is not an"))
            #expect(bad.errors.contains("cannot read \(folder)/c.xlsx"))
        }
    }

    @Test func `a folder of workbooks is recalculated file by file`() throws {
        try Self.withFolder { folder in
            let files = FileManager.default
            try files.createDirectory(atPath: folder + "/in/deep", withIntermediateDirectories: true)
            try Data(try SampleWorkbook.make()).write(to: URL(filePath: folder + "/in/deep/a.xlsx"))
            let good = try Run(["recalc", folder + "/in", folder + "/out"]).finish()
            #expect(good.code == 0)
            #expect(good.errors.contains("[1/1]"))
            #expect(files.fileExists(atPath: folder + "/out/deep/a.xlsx"))
            try Data("no workbook".utf8).write(to: URL(filePath: folder + "/in/b.xlsx"))
            let bad = try Run(["recalc", folder + "/in", folder + "/out"]).finish()
            #expect(bad.code == 1)
            #expect(bad.errors.contains("b.xlsx: failed"))
            #expect(bad.errors.contains("1 of 2 failed"))
        }
    }
}
