// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a benchmark could not be made or measured.
enum BenchmarkError: Error, CustomStringConvertible {
    case usage
    case unknown(workbook: String)
    case unknownMeasure(String)
    case file(operation: String, path: String)
    /// An edit in a fork showed in the original.
    case leakingFork
    case tooManyFormats
    /// The resident memory stands in a file that only Linux has.
    case noMemoryFigures
    /// Not an archive that has its sizes before the data.
    case unreadableArchive

    var description: String {
        switch self {
        case .usage:
            "usage: benchmarks make FOLDER SCALE"
                + " | measure FOLDER WORKBOOK open|load|footprint|save|fork|CASE | memory | growth"
        case .unknown(let workbook): "there is no workbook '\(workbook)' in the manifest"
        case .unknownMeasure(let name): "there is no measure or case '\(name)' for this workbook"
        case .file(let operation, let path): "cannot \(operation) \(path)"
        case .leakingFork: "an edit in a fork shows in its original"
        case .tooManyFormats: "the workbook has no room for another cell format"
        case .noMemoryFigures: "cannot read /proc/self/status"
        case .unreadableArchive: "the workbook is no archive with sizes before its data"
        }
    }
}
