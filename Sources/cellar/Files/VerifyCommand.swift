// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OOXML

/// `cellar verify`: what is not as it should be in workbooks, a line for each finding.
enum VerifyCommand {
    /// - Returns: the exit code: 1 when a file has an error or cannot be read.
    static func run(_ operands: [String]) -> Int32 {
        var (files, faulty, errors, warnings) = (0, 0, 0, 0)
        for path in LocalFile.workbooks(for: operands) {
            files += 1
            let findings: [Finding]
            switch LocalFile.read(path) {
            case .failure(let failure):
                Console.error("cellar: \(failure.reason)\n")
                faulty += 1
                continue
            case .success(let bytes): findings = PackageVerification.findings(in: bytes)
            }
            Console.print(findings.map { "\(path): \($0)\n" }.joined())
            let serious = findings.filter { $0.severity == .error }.count
            errors += serious
            warnings += findings.count - serious
            if serious > 0 { faulty += 1 }
        }
        Console.error(
            "cellar: \(counted(files, "file")) verified: "
                + "\(counted(errors, "error")) and \(counted(warnings, "warning"))\n")
        return faulty == 0 && files > 0 ? 0 : 1
    }

    private static func counted(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
