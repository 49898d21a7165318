// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import HTTPMessages
import OData
import OOXML
import TestSupport
import Testing

/// What was answered with success is there after `kill -9`, whenever it comes.
@Suite struct CrashTests {
    private static let kills = 60

    /// `CELLAR_CRASH_SEED` repeats a run, as far as two processes can be repeated.
    private static let seed =
        ProcessInfo.processInfo.environment["CELLAR_CRASH_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0...UInt64.max)

    @Test func `nothing that was answered for is lost when the program is killed`() async throws {
        print("CrashTests: CELLAR_CRASH_SEED=\(Self.seed)")
        var random = SeededGenerator(seed: Self.seed)
        let folder = try ServerFolder()
        try await onThread { try Self.prepare(folder) }
        var writers = (0..<CrashState.writers).map { CrashWriter(number: $0, seed: random.next()) }
        for kill in 1...Self.kills {
            let delay = Double.random(in: 0...0.5, using: &random)
            let server = try ServerProcess(in: folder)
            if kill % 6 == 0 {
                // While it starts and reads what the last one has left.
                try await onThread { Self.kill(server, after: delay) }
                continue
            }
            let port = try await onThread { try server.waitForPort() }
            let active = kill % 3 == 0 ? writers.count : kill % 3
            writers = try await Self.write(writers, active: active, port, server, killedAfter: delay)
            let problems = try await Self.problems(writers, in: folder, download: kill % 2 == 0 || kill == Self.kills)
            try #require(problems == [], "seed \(Self.seed), kill \(kill)")
        }
        let promised = writers.map { $0.answered.values.map(\.count).reduce(0, +) }
        print("CrashTests: \(Self.kills) kills, changes that were answered for: \(promised)")
        // A run in which next to nothing was promised would show nothing.
        #expect(promised.reduce(0, +) > 2 * Self.kills)
        for place in CrashWriter.Place.allCases {
            #expect(writers.contains { $0.answered[place]?.isEmpty == false })
        }
    }

    /// Uploads the workbook, with the table and the formulas in it.
    private static func prepare(_ folder: ServerFolder) throws {
        let server = try ServerProcess(in: folder, ["--sample", "off"])
        let connection = try ServerConnection(port: server.waitForPort())
        let blank = try SpreadsheetFile.blank(sheetNames: ["Cells", "Rows", "Last"]).bytes
        let workbook = CrashWriter.workbook
        let counts = (0..<CrashState.writers).map { writer -> JSONValue in
            let column = CrashWriter.columns(of: writer).0
            return [.string("=COUNT(Cells!\(column):\(column))")]
        }
        let answers = [
            try connection.send("PUT", CrashWriter.content, body: blank),
            try connection.send(
                "PATCH", workbook + "/worksheets/Rows/range(address='A1:B2')",
                json: ["values": [["Key", "Number"], ["first", 0]]]),
            try connection.send(
                "POST", workbook + "/worksheets/Rows/tables/add", json: ["address": "A1:B2", "hasHeaders": true]),
            try connection.send("PATCH", workbook + "/tables/Table1", json: ["name": "Rows"]),
            try connection.send(
                "PATCH", workbook + "/worksheets/Last/range(address='B1:B\(CrashState.writers)')",
                json: ["formulas": .array(counts)]),
        ]
        #expect(answers.map(\.status) == [201, 200, 201, 200, 200])
        server.kill()
    }

    private static func kill(_ server: ServerProcess, after delay: Double) {
        Thread.sleep(forTimeInterval: delay)
        server.kill()
    }

    /// Lets the first writers write at the same time, and kills the server under them.
    private static func write(
        _ writers: [CrashWriter], active: Int, _ port: Int, _ server: ServerProcess, killedAfter delay: Double
    ) async throws -> [CrashWriter] {
        var writers = writers
        try await withThrowingTaskGroup(of: CrashWriter?.self) { group in
            for writer in writers.prefix(active) {
                group.addTask {
                    try await onThread {
                        var writer = writer
                        writer.write(port: port)
                        return writer
                    }
                }
            }
            group.addTask {
                try await onThread { kill(server, after: delay) }
                return nil
            }
            for try await case let writer? in group { writers[writer.number] = writer }
        }
        return writers
    }

    /// Starts the program again and compares what it has with what was promised; then kills it, too.
    private static func problems(
        _ writers: [CrashWriter], in folder: ServerFolder, download: Bool
    ) async throws -> [String] {
        let server = try ServerProcess(in: folder)
        return try await onThread {
            let connection = try ServerConnection(port: server.waitForPort())
            let state = try CrashState(connection)
            var problems = writers.flatMap { $0.refusals + $0.problems(in: state, seenThrough: "API") }
            if download {
                let file = try connection.send("GET", CrashWriter.content)
                let state = try CrashState(file: file.body)
                problems += writers.flatMap { $0.problems(in: state, seenThrough: "file") }
            }
            server.kill()
            return problems
        }
    }
}
