// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Collects findings, not more of one kind in one part than anyone would read.
struct Findings {
    /// How many findings of one rule are kept for one part.
    static let perRule = 20
    /// How many are kept altogether, whatever the file does.
    static let total = 10_000

    private struct Kind: Hashable {
        let part: String
        let rule: VerificationRule
        let severity: Finding.Severity
    }

    private(set) var list: [Finding] = []
    private var counts: [Kind: Int] = [:]

    mutating func error(_ rule: VerificationRule, _ part: PartName?, _ offset: Int? = nil, _ message: String) {
        add(Finding(severity: .error, part: part?.path ?? "", offset: offset, rule: rule, message: message))
    }

    mutating func warning(_ rule: VerificationRule, _ part: PartName?, _ offset: Int? = nil, _ message: String) {
        add(Finding(severity: .warning, part: part?.path ?? "", offset: offset, rule: rule, message: message))
    }

    private mutating func add(_ finding: Finding) {
        let kind = Kind(part: finding.part, rule: finding.rule, severity: finding.severity)
        // Parts are as many as the file likes, so the table of counts is bounded as well.
        guard counts[kind] != nil || counts.count < Self.total else { return }
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= Self.perRule, list.count < Self.total { list.append(finding) }
    }

    /// The findings in the order they were made, and for each kind of which there were more, how many.
    consuming func finished() -> [Finding] {
        let more = counts.filter { $0.value > Self.perRule }
            .sorted { ($0.key.part, $0.key.rule.name) < ($1.key.part, $1.key.rule.name) }
        for (kind, count) in more {
            list.append(
                Finding(
                    severity: kind.severity, part: kind.part, offset: nil, rule: kind.rule,
                    message: "and \(count - Self.perRule) more of these"))
        }
        return list
    }
}
