// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The shared string table. ECMA-376-1 §18.4.9.
enum SharedStrings {
    /// Every entry in order, each remembering its position; rich text is reduced to its characters, phonetics left out.
    static func read(_ part: PartName, of package: Package) throws(PackageError) -> [CellText] {
        let reader = try XMLReader(package.data(of: part), part: part.path, limits: package.limits)
        var strings: [CellText] = []
        var text = ""
        var depth = 0
        var phonetics = 0
        var isText = false
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                depth += 1
                switch tag.name.local {
                case "si" where depth == 2: text = ""
                case "rPh": phonetics += 1
                case "t": isText = phonetics == 0
                default: break
                }
            case .text(let characters):
                if isText { text += characters }
            case .end:
                // The reader's end event bears no name: `t` ends first, `rPh` is told by its depth below `si`.
                isText = false
                if phonetics > 0, depth == 3 { phonetics = 0 }
                if depth == 2 {
                    strings.append(CellText(XString.decoded(text), sharedIndex: Int32(strings.count)))
                }
                depth -= 1
            }
        }
        return strings
    }
}
