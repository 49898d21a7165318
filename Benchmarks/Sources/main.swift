// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// What one run of this program does: it makes the workbooks, or measures one thing in a process of its own.
///
/// The answer is one JSON object on standard output, in the form that the peers' worker gives as well.
do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "make" where arguments.count == 3:
        guard let scale = Double(arguments[2]), scale > 0 else { throw BenchmarkError.usage }
        try JSONText.print(Manifest.make(in: arguments[1], scale: scale))
    case "measure" where arguments.count == 4:
        let manifest = try JSONText.read(Manifest.self, from: arguments[1] + "/manifest.json")
        let measurement = try Measurement(of: arguments[2], in: manifest, folder: arguments[1])
        try JSONText.print(measurement.run(arguments[3]))
    case "memory" where arguments.count == 1:
        try JSONText.print(CellMemory.measure())
    case "growth" where arguments.count == 1:
        try JSONText.print(Growth.measure())
    default:
        throw BenchmarkError.usage
    }
} catch {
    let message = "benchmarks: \(error)\n"
    write(STDERR_FILENO, message, message.utf8.count)
    exit(1)
}
