// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Foundation
import SQLiteDrive
import Testing

/// A process that is killed while it writes, at whatever moment.
@Suite(.serialized)
struct CrashTests {
    /// What the process that will be killed does: it appends, checkpoints and uploads from four threads, and notes in
    /// `acknowledged` every sequence and version of which the drive has said that it is safe. The note is a plain
    /// `write`, which survives the process.
    private static func writeUntilKilled(in directory: String) throws {
        let drive = try SQLiteDrive(directory: directory + "/data")
        let root = try drive.root().id
        let notes = open(directory + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        for number in 0..<4 {
            Thread {
                let name = "\(number).xlsx"
                func note(_ text: String) {
                    let line = "\(number) \(text)\n"
                    _ = line.withCString { write(notes, $0, strlen($0)) }
                }
                do throws(DriveError) {
                    let destination = ContentDestination.child(name: name, parent: root)
                    let uploaded = try drive.putContent(Array("0".utf8), to: destination, conflict: .fail, ifMatch: nil)
                    let id = uploaded.item.id
                    let epoch = try drive.acquireLease(of: id).epoch
                    var version: Int64 = 1
                    for sequence in Int64(1)... {
                        try drive.append(
                            JournalEntry(itemID: id, sequence: sequence, epoch: epoch, payload: [UInt8(number)]))
                        note("s \(sequence)")
                        if sequence % 10 == 0 {
                            // The content says up to where it holds the journal.
                            let bytes = Array("\(sequence)".utf8)
                            version =
                                try drive.replaceContent(
                                    Checkpoint(
                                        itemID: id, epoch: epoch, baseVersion: version, journalThrough: sequence,
                                        bytes: bytes)
                                ).contentVersion
                            note("v \(version)")
                        }
                    }
                } catch {
                    note("error \(error)")
                }
            }.start()
        }
        // The moment is counted from the first acknowledgement, however slow the machine is.
        var status = stat()
        while fstat(notes, &status) == 0, status.st_size == 0 { usleep(1000) }
        usleep(UInt32.random(in: 0...200_000))
        kill(getpid(), SIGKILL)
    }

    @Test(arguments: 0..<5)
    func `whatever was acknowledged before a kill is there afterwards`(round: Int) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try Self.writeUntilKilled(in: path)
        }
        let notes = try String(contentsOfFile: path + "/acknowledged", encoding: .utf8)
        let drive = try SQLiteDrive(directory: path + "/data")
        var sequences = [Int64](repeating: 0, count: 4)
        var versions = [Int64](repeating: 1, count: 4)
        for line in notes.split(separator: "\n") {
            let words = line.split(separator: " ")
            try #require(words.count == 3, "\(line)")
            let (thread, number) = (try #require(Int(words[0])), try #require(Int64(words[2])))
            if words[1] == "s" { sequences[thread] = number } else { versions[thread] = number }
        }
        #expect(sequences.reduce(0, +) > 0)
        for thread in 0..<4 where sequences[thread] > 0 {
            let item = try drive.item(at: ["\(thread).xlsx"])
            let content = try drive.content(item.id)
            let held = try #require(Int64(String(decoding: content.bytes, as: UTF8.self)))
            let journal = try drive.journal(of: item.id, after: 0).map(\.sequence)
            // One more step than acknowledged may have been committed, never less, and the journal goes on exactly
            // where the content ends.
            #expect((versions[thread]...versions[thread] + 1).contains(item.contentVersion))
            #expect(held == (item.contentVersion - 1) * 10)
            let last = journal.last ?? held
            #expect((sequences[thread]...sequences[thread] + 1).contains(last))
            #expect(journal == Array((held + 1)..<(last + 1)))
            #expect(try drive.acquireLease(of: item.id).lastSequence == last)
        }
        let stored = try directory.names(in: "data/content").count
        #expect(try drive.root().kind == .folder(childCount: stored))
    }
}
