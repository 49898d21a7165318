// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import OOXML
import Workbooks

/// Why one workbook could not be converted.
enum ConversionError: Error {
    case package(PackageError)
    case workbook(WorkbookError)
    case file(LocalFile.Failure)
}

extension ConversionError: CustomStringConvertible {
    var description: String {
        switch self {
        case .package(let error): "\(error)"
        case .workbook(let error): error.message
        case .file(let failure): failure.reason
        }
    }
}

/// Runs a conversion over a workbook or over all workbooks of a folder.
enum FileConversion {
    /// Makes the bytes of a new file from those of an old one.
    typealias Conversion = (_ bytes: [UInt8]) throws(ConversionError) -> [UInt8]

    /// - Returns: the exit code: 1 when a workbook failed or there was none.
    static func run(from source: String, to target: String, _ convert: Conversion) -> Int32 {
        guard let isFolder = LocalFile.isFolder(source) else {
            Console.error("cellar: \(source) does not exist\n")
            return 1
        }
        if !isFolder {
            let path = LocalFile.isFolder(target) == true ? target + "/" + lastName(of: source) : target
            return report(failed: one(source, path, convert, progress: "1/1") ? 0 : 1, of: 1)
        }
        guard LocalFile.isFolder(target) != false else {
            Console.error("cellar: \(source) is a folder and \(target) a file; give a folder for the results\n")
            return 1
        }
        // Results of an earlier run may lie below the folder; they are none of its workbooks.
        let files = LocalFile.workbooks(below: source).filter { !"\(source)/\($0)".hasPrefix(target + "/") }
        guard !files.isEmpty else {
            Console.error("cellar: \(LocalFile.noWorkbook(in: source))\n")
            return 1
        }
        var failed = 0
        for (index, path) in files.enumerated() {
            let progress = "\(index + 1)/\(files.count)"
            if !one(source + "/" + path, target + "/" + path, convert, progress: progress) { failed += 1 }
        }
        return report(failed: failed, of: files.count)
    }

    private static func one(_ source: String, _ target: String, _ convert: Conversion, progress: String) -> Bool {
        let start = ContinuousClock.now
        do throws(ConversionError) {
            let bytes: [UInt8]
            switch LocalFile.read(source) {
            case .success(let read): bytes = read
            case .failure(let failure): throw .file(failure)
            }
            if let failure = LocalFile.write(try convert(bytes), to: target) { throw .file(failure) }
        } catch {
            Console.error("[\(progress)] \(source): failed: \(error)\n")
            return false
        }
        let elapsed = (ContinuousClock.now - start).components
        let milliseconds = elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000
        Console.error("[\(progress)] \(source): \(milliseconds) ms\n")
        return true
    }

    private static func report(failed: Int, of count: Int) -> Int32 {
        if failed > 0 { Console.error("cellar: \(failed) of \(count) failed\n") }
        return failed == 0 ? 0 : 1
    }

    private static func lastName(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
