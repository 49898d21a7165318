// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Foundation
import SQLiteDrive
import Synchronization
import Testing

/// Many threads at one drive.
@Suite(.serialized)
struct GroupCommitTests {
    /// Runs the body on several threads and waits for all.
    private func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            Thread {
                body(number)
                group.leave()
            }.start()
        }
        group.wait()
    }

    @Test(arguments: DriveKind.allCases)
    func `appends of many threads all arrive, and refusals hurt nobody else`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let drive = trial.drive
        let items = try (0..<12).map { try trial.put("\($0).xlsx").item.id }
        let epochs = try items.map { try drive.acquireLease(of: $0).epoch }
        let refusals = Mutex(0)
        let others = Mutex<[DriveError]>([])
        let perThread: Int64 = 40
        onThreads(items.count) { number in
            for sequence in 1...perThread {
                // Every fourth thread writes under an epoch that does not hold.
                let epoch = number % 4 == 3 ? epochs[number] + 1 : epochs[number]
                do throws(DriveError) {
                    try drive.append(
                        JournalEntry(itemID: items[number], sequence: sequence, epoch: epoch, payload: [1]))
                } catch {
                    if case .staleEpoch = error {
                        refusals.withLock { $0 += 1 }
                    } else {
                        others.withLock { $0.append(error) }
                    }
                }
            }
        }
        #expect(refusals.withLock { $0 } == 3 * Int(perThread))
        #expect(others.withLock { $0 }.isEmpty)
        for (number, id) in items.enumerated() {
            let expected = number % 4 == 3 ? [] : Array(1...perThread)
            #expect(try drive.journal(of: id, after: 0).map(\.sequence) == expected)
        }
    }

    @Test(arguments: DriveKind.allCases)
    func `of many uploads under one name each gets a name of its own`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let failures = Mutex<[DriveError]>([])
        onThreads(8) { number in
            for _ in 0..<5 {
                do throws(DriveError) {
                    _ = try trial.put("Book.xlsx", [UInt8(number)], conflict: .rename)
                } catch {
                    failures.withLock { $0.append(error) }
                }
            }
        }
        #expect(failures.withLock { $0 }.isEmpty)
        let numbered = (1..<40).map { "Book \($0).xlsx" } + ["Book.xlsx"]
        #expect(try Set(trial.names(in: trial.rootID, pageSize: 7)) == Set(numbered))
        #expect(try trial.drive.root().kind == .folder(childCount: 40))
    }

    @Test(arguments: DriveKind.allCases)
    func `a reader always gets the bytes that belong to the item`(kind: DriveKind) throws {
        let trial = try TrialDrive(kind)
        let id = try trial.put("Book.xlsx", [1]).item.id
        let isWriting = Atomic(true)
        let problems = Mutex<[String]>([])
        onThreads(5) { number in
            do throws(DriveError) {
                if number == 0 {
                    defer { isWriting.store(false, ordering: .releasing) }
                    for version in 2...60 {
                        _ = try trial.put("Book.xlsx", [UInt8](repeating: UInt8(version), count: version))
                    }
                } else {
                    while isWriting.load(ordering: .acquiring) {
                        let content = try trial.drive.content(id)
                        let version = Int(content.item.contentVersion)
                        if content.bytes != [UInt8](repeating: UInt8(version), count: version) {
                            problems.withLock { $0.append("version \(version) has \(content.bytes.count) bytes") }
                        }
                    }
                }
            } catch {
                problems.withLock { $0.append("\(error)") }
            }
        }
        #expect(problems.withLock { $0 }.isEmpty)
        #expect(try trial.drive.item(id).contentVersion == 60)
    }
}
