// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Testing

struct DriveFaultTests {
    @Test(arguments: [
        (DriveFault.fail, false), (.full, false), (.failUndecided, false), (.failAfterwards, true),
        (.slow(milliseconds: 1), true),
    ])
    func `an injected fault happens once and does what it says`(fault: DriveFault, isAppended: Bool) throws {
        let drive = InMemoryDrive()
        let item = try drive.putContent(
            [1], to: .child(name: "Book.xlsx", parent: drive.root().id), conflict: .fail, ifMatch: nil
        ).item
        let epoch = try drive.acquireLease(of: item.id).epoch
        drive.inject(fault, into: .append)
        let error = failure { () throws(DriveError) in
            try drive.append(JournalEntry(itemID: item.id, sequence: 1, epoch: epoch, payload: []))
        }
        switch fault {
        case .fail:
            #expect(error == .storage(operation: "append", subject: "entry 1 of \(item.id)", cause: "injected fault"))
        case .full: #expect(error == .full(operation: "append", subject: "entry 1 of \(item.id)"))
        case .slow: #expect(error == nil)
        case .failAfterwards, .failUndecided:
            #expect(
                error
                    == .outcomeUnknown(
                        operation: "append", subject: "entry 1 of \(item.id)", cause: "injected fault"))
        }
        #expect(try drive.journal(of: item.id, after: 0).count == (isAppended ? 1 : 0))
        try drive.append(JournalEntry(itemID: item.id, sequence: 2, epoch: epoch, payload: []))
    }
}
