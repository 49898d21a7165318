// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// How much of this process lies in memory.
enum ResidentMemory {
    /// Bytes now, with what is free but not given back to the system.
    static func current() throws(BenchmarkError) -> Int { try field("VmRSS:") }

    /// Bytes at the highest point so far.
    static func peak() throws(BenchmarkError) -> Int { try field("VmHWM:") }

    /// Returns what has been freed to the system, so that only what is held counts.
    static func giveBack() throws(BenchmarkError) {
        // Swift's module of the C library leaves this function out.
        guard let function = dlsym(nil, "malloc_trim") else { throw .noMemoryFigures }
        _ = unsafeBitCast(function, to: (@convention(c) (Int) -> CInt).self)(0)
    }

    private static func field(_ name: String) throws(BenchmarkError) -> Int {
        guard let file = fopen("/proc/self/status", "re") else { throw .noMemoryFigures }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let words = line.split { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 0 }
            guard words.count >= 2, words[0].elementsEqual(name.utf8.map { CChar($0) }) else { continue }
            let digits = String(decoding: words[1].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if let kibibytes = Int(digits) { return kibibytes * 1024 }
        }
        throw .noMemoryFigures
    }
}
