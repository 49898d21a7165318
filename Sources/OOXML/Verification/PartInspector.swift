// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Looks at the content of a part while it streams by.
///
/// `path` are the local names from the root to the element, empty ones for elements of other namespaces. Alternatives
/// (`mc:AlternateContent`) do not show in it, and what stands in a fallback is not handed over.
protocol PartInspector {
    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings)
    mutating func text(_ text: String, _ path: [String], _ findings: inout Findings)
    mutating func end(_ path: [String], _ findings: inout Findings)
    /// Behind the last event of a part that is well-formed.
    mutating func finish(_ findings: inout Findings)
}

extension PartInspector {
    mutating func text(_ text: String, _ path: [String], _ findings: inout Findings) {}
    mutating func end(_ path: [String], _ findings: inout Findings) {}
    mutating func finish(_ findings: inout Findings) {}
}

/// For parts of which only the order of the elements is of interest.
struct OrderOnly: PartInspector {
    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {}
}
