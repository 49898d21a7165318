// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization
import Testing

@testable import Sessions

struct WorkerPoolTests {
    private func pool(_ threads: Int, idle: Int64 = 10_000, stack: Int = 1 << 20) throws -> WorkerPool {
        var limits = SessionLimits()
        limits.threads = threads
        limits.threadIdle = idle
        limits.stackSize = stack
        return try WorkerPool(limits)
    }

    @Test func `Threads are bounded, and those without work end`() async throws {
        let pool = try pool(3, idle: 10)
        let highest = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await pool.run { () -> Void in
                        highest.raise(to: pool.threads.threadCount)
                    }
                }
            }
        }
        #expect((1...3).contains(highest.value))
        while pool.threads.threadCount > 1 { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func `Closing lets the work that is left be done`() async throws {
        let done = Counter()
        do {
            let pool = try pool(2)
            for _ in 0..<100 { pool.threads.submit { done.add() } }
        }
        while done.value < 100 { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func `The stack is as deep as was asked for`() async throws {
        let pool = try pool(1, stack: 256 << 20)
        let depth = try await pool.run { () throws(SessionError) -> Int in Self.descend(100_000) }
        #expect(depth == 100_000)
    }

    private static func descend(_ levels: Int) -> Int {
        if levels == 0 { return 0 }
        return withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { buffer in
            buffer.initializeMemory(as: UInt8.self, repeating: UInt8(levels & 255))
            return 1 + descend(levels - 1) + (buffer[0] == UInt8(levels & 255) ? 0 : 1)
        }
    }

    @Test func `Actors on few threads run one job of each at a time`() async throws {
        let pool = try pool(3)
        let tellers = (0..<50).map { _ in Teller(pool) }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<5000 { group.addTask { await tellers[number % 50].add() } }
        }
        for teller in tellers { #expect(await teller.count == 100) }
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func raise(to value: Int) { count.max(value, ordering: .relaxed) }
        func add() { count.add(1, ordering: .relaxed) }
    }

    private actor Teller {
        private nonisolated let executor: WorkbookExecutor
        private let pool: WorkerPool
        private(set) var count = 0

        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

        init(_ pool: WorkerPool) {
            self.pool = pool
            executor = pool.makeExecutor()
        }

        func add() {
            let before = count
            count = before + 1
        }
    }
}
