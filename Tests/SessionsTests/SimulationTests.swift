// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import Testing
import Workbooks

@testable import Sessions

struct SimulationTests {
    @Test(arguments: 0..<24 as Range<UInt64>)
    func `Whatever happens, what was acknowledged is there and copies stay apart`(seed: UInt64) async throws {
        try await Simulation(seed: seed).run(steps: 60)
    }

    @Test func `Many writers, readers, copies and downloads at once lose nothing`() async throws {
        let house = try House()
        let item = try house.add()
        let registry = house.registry
        let columns = ["A", "B", "C", "D", "E", "F"]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for column in columns {
                group.addTask {
                    let session = try await registry.createSession(item, persistsChanges: true).id.description
                    for row in 1...30 {
                        let host = try await registry.host(session: session, item: item)
                        try await host.set("\(column)\(row)", .number(Double(row)))
                        try #require(host.value("\(column)\(row)") == .number(Double(row)))
                    }
                }
            }
            group.addTask {
                for _ in 0..<10 { _ = try await registry.content(item) }
            }
            group.addTask {
                for number in 0..<30 {
                    let session = try await registry.createSession(item, persistsChanges: false).id.description
                    let host = try await registry.host(session: session, item: item)
                    try await host.set("A1", .number(Double(-number - 1)))
                    try #require(host.value("A1") == .number(Double(-number - 1)))
                }
            }
            try await group.waitForAll()
        }
        try await house.crash()
        let workbook = try await house.registry.sessionless(item).snapshot.workbook
        for column in columns {
            for row in 1...30 { try #require(workbook.value("\(column)\(row)") == .number(Double(row))) }
        }
    }

    @Test func `Thousands of private copies share a few threads`() async throws {
        let house = try House()
        let item = try house.add()
        let registry = house.registry
        try await registry.sessionless(item).set("B1", .text("=A1*2"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<2000 {
                group.addTask {
                    let session = try await registry.createSession(item, persistsChanges: false).id.description
                    let host = try await registry.host(session: session, item: item)
                    try await host.set("A1", .number(Double(number)))
                    try #require(host.value("B1") == .number(Double(number * 2)))
                }
            }
            try await group.waitForAll()
        }
        #expect(registry.context.pool.threads.threadCount <= house.limits.threads)
        #expect(registry.sessions.count == 2000)
        await registry.sweep()
        #expect(try await registry.sessionless(item).value("B1") == .number(0))
    }

    @Test func `Memory is counted, and its limit refuses what does not fit`() async throws {
        var limits = SessionLimits()
        limits.memory = 4 << 20
        let house = try House(limits: limits)
        let item = try house.add()
        var refused = false
        for _ in 0..<200 where !refused {
            guard let session = try? await house.session(item, persists: false) else {
                refused = true
                continue
            }
            try await house.host(session, item).perform(
                UpdateRange(
                    sheet: SheetID(rawValue: 1),
                    range: CellRange(firstRow: 0, firstColumn: 0, lastRow: 19_999, lastColumn: 1),
                    values: CellInputs(.number(1)), currentYear: 2026))
            for record in house.registry.sessions.values { await record.fork?.measure() }
        }
        #expect(refused && house.registry.sessions.count > 2)
        house.clock.advance(seconds: 421)
        await house.registry.sweep()
        _ = try await house.session(item, persists: false)
    }
}
