// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import FuzzTargets
import Testing

/// The corpus of `make fuzz` goes through the same entry points in every run of the tests, without a sanitizer.
@Suite struct CorpusTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `every input of the corpus leaves its target sound`(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let folder = Self.corpus.appending(path: name)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!files.isEmpty)
        for file in files {
            let bytes = try [UInt8](Data(contentsOf: folder.appending(path: file)))
            let finding = await Self.onDeepStack { () -> String? in
                do {
                    try target.run(bytes)
                    return nil
                } catch {
                    return "\(name)/\(file): \(error)"
                }
            }
            #expect(finding == nil)
        }
    }

    /// Runs with the stack that the server's own threads have for what nests.
    private static func onDeepStack(_ work: @escaping @Sendable () -> String?) async -> String? {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            thread.stackSize = 256 << 20
            thread.start()
        }
    }
}
