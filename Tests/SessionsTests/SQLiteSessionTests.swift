// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import Foundation
import OOXML
import SQLiteDrive
import Testing
import Workbooks

@testable import Sessions

struct SQLiteSessionTests {
    @Test func `On a disk, too, a registry that was dropped loses nothing`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "cellar-\(UUID())").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let drive = try SQLiteDrive(directory: directory)
        var limits = SessionLimits()
        limits.threads = 4
        let item = try drive.putContent(
            House.workbook(), to: .child(name: "B.xlsx", parent: drive.root().id), conflict: .fail, ifMatch: nil
        ).item.id
        for round in 1...3 {
            let registry = try SessionRegistry(drive: drive, limits: limits)
            try await registry.start()
            let host = try await registry.sessionless(item)
            #expect(host.value("A20") == (round == 1 ? .empty : .number(Double((round - 1) * 20))))
            for row in 1...20 { try await host.set("A\(row)", .number(Double(round * row))) }
            if round == 2 {
                #expect(await registry.shutdown(within: 60_000))
                #expect(try drive.itemsWithJournal() == [])
            }
        }
        let registry = try SessionRegistry(drive: drive, limits: limits)
        try await registry.start()
        await registry.recover()
        #expect(try drive.itemsWithJournal() == [])
        #expect(try SpreadsheetFile(drive.content(item).bytes).workbook.value("A20") == .number(60))
    }
}
