// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import SQLiteDrive
import Synchronization
import Testing

/// The drives that must behave alike.
enum DriveKind: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { rawValue }
}

/// A time that stands still until it is told to go on.
final class StoppedClock: Sendable {
    private let time = Atomic<Int64>(1_700_000_000_000)

    var now: Int64 { time.load(ordering: .relaxed) }

    func advance(by milliseconds: Int64) {
        time.wrappingAdd(milliseconds, ordering: .relaxed)
    }
}

/// A new drive of some kind with the means to fill it.
struct TrialDrive {
    let drive: any Drive
    let clock = StoppedClock()
    let rootID: DriveItemID
    private let directory: TemporaryDirectory?

    init(_ kind: DriveKind, limits: DriveLimits = DriveLimits()) throws {
        let clock = clock
        switch kind {
        case .memory:
            directory = nil
            drive = InMemoryDrive(limits: limits, now: { clock.now })
        case .sqlite:
            let directory = try TemporaryDirectory()
            self.directory = directory
            drive = try SQLiteDrive(directory: directory.path + "/data", limits: limits, now: { clock.now })
        }
        rootID = try drive.root().id
    }

    /// Uploads a file under a name, into the root unless told otherwise.
    func put(
        _ name: String, _ bytes: [UInt8] = [1, 2, 3], in parent: DriveItemID? = nil,
        conflict: ConflictBehavior = .replace, ifMatch: String? = nil
    ) throws(DriveError) -> UploadedItem {
        try drive.putContent(
            bytes, to: .child(name: name, parent: parent ?? rootID), conflict: conflict, ifMatch: ifMatch)
    }

    func folder(
        _ name: String, in parent: DriveItemID? = nil, conflict: ConflictBehavior = .fail
    ) throws(DriveError) -> DriveItem {
        try drive.createFolder(named: name, in: parent ?? rootID, conflict: conflict)
    }

    func rename(
        _ item: DriveItem, to name: String? = nil, in parent: DriveItemID? = nil, conflict: ConflictBehavior = .fail,
        ifMatch: String? = nil
    ) throws(DriveError) -> DriveItem {
        try drive.update(item.id, name: name, parent: parent, conflict: conflict, ifMatch: ifMatch)
    }

    /// All children, page by page.
    func names(in folder: DriveItemID, pageSize: Int = 2) throws(DriveError) -> [String] {
        var names: [String] = []
        var after: String?
        repeat {
            let page = try drive.children(of: folder, after: after, limit: pageSize)
            names += page.items.map(\.name)
            after = page.next
        } while after != nil
        return names
    }
}

/// The error of a call that must fail.
func failure<Value>(of body: () throws(DriveError) -> Value) -> DriveError? {
    do throws(DriveError) {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
