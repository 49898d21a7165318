// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Glibc

/// The program as a child process that serves a data directory on a port the system chose.
final class ServerProcess: Sendable {
    private let process: Process
    private let output = Pipe()
    private let logFile: URL

    /// The program lies beside the tests.
    private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "cellar")

    /// Starts the program. It is not ready before `waitForPort` has returned.
    ///
    /// - Parameter folder: where the data directory is or will be, and the log.
    init(in folder: ServerFolder, listen: String = "127.0.0.1:0", _ words: [String] = []) throws {
        logFile = folder.url.appending(path: "log-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: logFile.path, contents: nil) else {
            throw ServerProcessError.noLog(logFile.path)
        }
        process = Process()
        process.executableURL = Self.program
        let data = folder.url.appending(path: "data").path
        process.arguments = ["serve", "--listen", listen, "--data", data] + words
        process.standardOutput = output
        // A pipe that nobody reads would make the server wait once it is full.
        process.standardError = try FileHandle(forWritingTo: logFile)
        try process.run()
    }

    deinit { if process.isRunning { kill() } }

    /// Reads what the program prints until it has said where it listens.
    func waitForPort() throws -> Int {
        var printed = ""
        while true {
            if let place = printed.firstRange(of: "listens on http://"),
                let line = printed[place.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).first,
                printed[place.upperBound...].contains("\n"),
                let port = line.split(separator: ":").last.flatMap({ Int($0) })
            {
                return port
            }
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw ServerProcessError.ended(log: log) }
            printed += String(decoding: data, as: UTF8.self)
        }
    }

    /// What the program has logged so far.
    var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }

    /// The most bytes of memory that were resident at one time.
    var peakMemory: Int? {
        let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 << 10 }
    }

    /// SIGKILL: the process has no say in its end.
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func signal(_ number: Int32) { Glibc.kill(process.processIdentifier, number) }

    /// Waits for the end.
    ///
    /// - Returns: the exit code; nil when a signal ended the program.
    func waitForExit() -> Int32? {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }

    /// SIGTERM, and the exit code.
    @discardableResult
    func stop() -> Int32? {
        signal(SIGTERM)
        return waitForExit()
    }
}

enum ServerProcessError: Error {
    case noLog(String)
    case ended(log: String)
}

/// A folder for one test, gone with it.
final class ServerFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "cellar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// Runs what waits for another process on a thread of its own: the threads that tests share must not wait. It stays
/// part of the task, so that what it records belongs to its test.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withTaskExecutorPreference(ThreadExecutor()) { try body() }
}

/// Makes a thread for each piece of work.
private final class ThreadExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
