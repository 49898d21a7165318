// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import FuzzTargets
import Glibc

// fuzz TARGET [libFuzzer's options and folders]: runs libFuzzer over one target. `Fuzz/run` builds and starts it.

/// libFuzzer's own entry, in compiler-rt's `libclang_rt.fuzzer_no_main`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private enum Current {
    /// The target that the first argument names.
    static let target = FuzzTarget.all.first { CommandLine.arguments.count > 1 && $0.name == CommandLine.arguments[1] }
    /// More processor time than any input may take, with the sanitizer's share; libFuzzer's own clock runs on while
    /// other programs have the processor.
    static let seconds = 15.0
}

private func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// Ends as libFuzzer expects of a defect, so that it keeps the input.
private func trap(_ finding: String) -> Never {
    print("finding: \(finding)")
    fflush(nil)
    abort()
}

private func tryInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let start = processorTime()
    do throws(FuzzFinding) {
        try Current.target?.run(Array(UnsafeBufferPointer(start: data, count: count)))
    } catch {
        trap("\(error)")
    }
    if processorTime() - start > Current.seconds {
        trap("took \(processorTime() - start) s")
    }
    return 0
}

guard let target = Current.target else {
    print("fuzz TARGET [options], one of: \(FuzzTarget.all.map(\.name).joined(separator: " "))")
    exit(2)
}
// libFuzzer takes the options behind the target's name; one that is given twice counts as given last. To merge it calls
// what it takes for its own name through a shell, so the target is part of that.
let ownName = "\(CommandLine.arguments[0]) \(target.name)"
var arguments: [UnsafeMutablePointer<CChar>?] =
    ([ownName, "-max_len=\(target.maximumLength)"] + CommandLine.arguments.dropFirst(2)).map { strdup($0) }
var count = CInt(arguments.count)
arguments.append(nil)
exit(
    arguments.withUnsafeMutableBufferPointer { buffer in
        guard var base = buffer.baseAddress else { return 2 }
        return runDriver(&count, &base) { tryInput($0, $1) }
    })
