// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Looks at the style part: everything an index leads to is there. ECMA-376-1 §18.8.
struct StylesInspector: PartInspector {
    let part: PartName
    private(set) var facts: WorkbookFacts
    /// Entries of each list, by its name.
    private var counts: [String: Int] = [:]
    /// What the lists say of their number.
    private var declared: [String: (count: Int, offset: Int)] = [:]
    /// The highest index into each list, with the place that has it.
    private var highest: [String: (index: Int, offset: Int)] = [:]
    private var numberFormats: Set<Int> = []
    private var usedNumberFormats: [Int: Int] = [:]

    init(_ part: PartName, _ facts: WorkbookFacts) {
        self.part = part
        self.facts = facts
    }

    mutating func start(_ tag: XMLTag, _ path: [String], _ findings: inout Findings) {
        let offset = tag.range.lowerBound
        switch path.count {
        case 2:
            if let count = tag["count"].flatMap({ Int($0) }) { declared[path[1]] = (count, offset) }
        case 3:
            counts[path[1], default: 0] += 1
            entry(tag, path, offset, &findings)
        case 4 where path[3] == "tableStyleElement": note("dxfs", tag["dxfId"], offset, &findings)
        default: break
        }
    }

    private mutating func entry(_ tag: XMLTag, _ path: [String], _ offset: Int, _ findings: inout Findings) {
        switch (path[1], path[2]) {
        case ("cellXfs", "xf"), ("cellStyleXfs", "xf"):
            note("fonts", tag["fontId"], offset, &findings)
            note("fills", tag["fillId"], offset, &findings)
            note("borders", tag["borderId"], offset, &findings)
            if path[1] == "cellXfs" { note("cellStyleXfs", tag["xfId"], offset, &findings) }
            if let id = tag["numFmtId"].flatMap({ Int($0) }), usedNumberFormats[id] == nil {
                usedNumberFormats[id] = offset
            }
        case ("cellStyles", "cellStyle"): note("cellStyleXfs", tag["xfId"], offset, &findings)
        case ("numFmts", "numFmt"):
            guard let id = tag["numFmtId"].flatMap({ Int($0) }) else {
                return findings.error(.numberFormat, part, offset, "a number format has no numFmtId")
            }
            if !numberFormats.insert(id).inserted {
                findings.warning(.numberFormat, part, offset, "two number formats have the numFmtId \(id)")
            }
            if tag["formatCode"] == nil {
                findings.error(.numberFormat, part, offset, "the number format \(id) has no formatCode")
            }
        default: break
        }
    }

    private mutating func note(_ list: String, _ text: String?, _ offset: Int, _ findings: inout Findings) {
        guard let text else { return }
        guard let index = Int(text), index >= 0 else {
            return findings.error(.styleIndex, part, offset, "'\(text)' is no index into \(list)")
        }
        if index > highest[list]?.index ?? -1 { highest[list] = (index, offset) }
    }

    mutating func finish(_ findings: inout Findings) {
        for (list, use) in highest.sorted(by: { $0.key < $1.key }) where use.index >= counts[list, default: 0] {
            // The one named style that every workbook has need not be listed.
            if list == "cellStyleXfs", use.index == 0 { continue }
            let rule = list == "dxfs" ? VerificationRule.differentialFormat : .styleIndex
            findings.error(
                rule, part, use.offset, "the index \(use.index) leads behind the \(counts[list, default: 0]) \(list)")
        }
        for (list, said) in declared.sorted(by: { $0.key < $1.key }) where said.count != counts[list, default: 0] {
            findings.warning(
                .count, part, said.offset,
                "\(list) says it has \(said.count) entries and has \(counts[list, default: 0])")
        }
        // Ids below are those that every reader knows.
        for (id, offset) in usedNumberFormats.sorted(by: { $0.key < $1.key })
        where id >= 164 && !numberFormats.contains(id) {
            findings.warning(.numberFormat, part, offset, "there is no number format \(id)")
        }
        facts.formats = max(counts["cellXfs", default: 0], 1)
        facts.differentialFormats = counts["dxfs", default: 0]
    }
}
