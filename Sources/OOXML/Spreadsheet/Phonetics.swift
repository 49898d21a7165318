// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The readings in the shared string table. ECMA-376-1 §18.4.6 (`rPh`) and §18.4.3 (`phoneticPr`).
struct Phonetics {
    private struct Run {
        var range: Range<Int>
        var text = ""
    }

    private var readings: [Int32: PhoneticText] = [:]
    private var path: [String] = []
    private var index: Int32 = -1
    private var base = ""
    private var runs: [Run] = []
    private var form = PhoneticText.Form.fullwidthKatakana

    /// The texts with runs, by their positions.
    static func read(_ part: PartName, of package: Package) throws(PackageError) -> [Int32: PhoneticText] {
        let reader = try XMLReader(package.data(of: part), part: part.path, limits: package.limits)
        var phonetics = Phonetics()
        while let event = try reader.next() {
            switch event {
            case .start(let tag): phonetics.open(tag)
            case .text(let text): phonetics.append(text)
            case .end: phonetics.close()
            }
        }
        return phonetics.readings
    }

    private mutating func open(_ tag: XMLTag) {
        path.append(tag.name.local)
        switch (path.count, tag.name.local) {
        case (2, "si"):
            index += 1
            (base, runs, form) = ("", [], .fullwidthKatakana)
        case (3, "rPh"):
            let start = max(0, tag["sb"].flatMap { Int($0) } ?? 0)
            runs.append(Run(range: start..<max(start, tag["eb"].flatMap { Int($0) } ?? start)))
        case (3, "phoneticPr"): form = tag["type"].flatMap(PhoneticText.Form.init) ?? .fullwidthKatakana
        default: break
        }
    }

    private mutating func append(_ text: String) {
        guard path.count >= 3, path.last == "t" else { return }
        if path[2] == "rPh" {
            if !runs.isEmpty { runs[runs.count - 1].text += text }
        } else {
            base += text
        }
    }

    private mutating func close() {
        if path.count == 2, path.last == "si", !runs.isEmpty {
            readings[index] = PhoneticText(text: reading, form: form)
        }
        path.removeLast()
    }

    /// The text with its runs in their places, which are counted in UTF-16 units.
    private var reading: String {
        let units = Array(XString.decoded(base).utf16)
        var result: [UInt16] = []
        var position = 0
        for run in runs where run.range.lowerBound >= position && run.range.upperBound <= units.count {
            result += units[position..<run.range.lowerBound]
            result += Array(XString.decoded(run.text).utf16)
            position = run.range.upperBound
        }
        result += units[position...]
        return String(decoding: result, as: UTF16.self)
    }
}
