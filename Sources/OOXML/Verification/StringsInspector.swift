// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// Looks at the shared string table, and at what the sheets expect of it. ECMA-376-1 §18.4.
struct StringsInspector: PartInspector {
    let part: PartName
    private let facts: WorkbookFacts
    /// Positions whose text somebody asks for.
    private let wanted: Set<Int>
    private var texts: [Int: String] = [:]
    private var text = ""
    private var count = 0
    private var declaredUnique: Int?

    init(_ part: PartName, _ facts: WorkbookFacts) {
        self.part = part
        self.facts = facts
        wanted = Set(facts.headers.map(\.index))
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        if path.count == 1 {
            declaredUnique = tag["uniqueCount"].flatMap { Int($0) }
        } else if path.count == 2 {
            text = ""
        }
    }

    mutating func text(_ text: String, _ path: [String], _ findings: inout Findings) {
        guard path.last == "t", path.count == 3 || path.count == 4 && path[2] == "r" else { return }
        self.text += text
    }

    mutating func end(_ path: [String], _ findings: inout Findings) {
        guard path.count == 2, path[1] == "si" else { return }
        if text.utf8.count > 32_767, XString.decoded(text).utf16.count > 32_767 {
            findings.error(.textLength, part, nil, "the text \(count) has more than 32,767 characters")
        }
        if wanted.contains(count) { texts[count] = XString.decoded(text) }
        count += 1
    }

    mutating func finish(_ findings: inout Findings) {
        for use in facts.stringUses where use.index >= count {
            findings.error(
                .sharedString, use.part, use.offset, "the shared string \(use.index) is not among the \(count)")
        }
        for header in facts.headers {
            guard let text = texts[header.index], !TableInspector.isSame(text, header.column) else { continue }
            findings.error(
                .tableColumn, header.table, nil,
                "the column '\(header.column)' has '\(text.prefix(80))' in its header cell \(header.cell.a1)")
        }
        if let declaredUnique, declaredUnique != count {
            findings.warning(.count, part, nil, "uniqueCount is \(declaredUnique) and there are \(count) texts")
        }
    }
}
