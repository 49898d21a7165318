// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The shared string table as cells refer to it. ECMA-376-1 §18.4.9.
struct SharedStrings: Sendable {
    /// Every entry in order, each remembering its position; rich text is reduced to its characters, phonetics left out.
    private(set) var texts: [CellText] = []
    /// The same as values of cells; good as long as `texts` is there.
    private(set) var values: [PackedValue] = []

    var count: Int { texts.count }

    mutating func append(_ string: String) {
        let text = CellText(string, sharedIndex: Int32(truncatingIfNeeded: texts.count))
        values.append(PackedValue(unowned: text))
        texts.append(text)
    }

    /// Reads the part, by its bytes where it is spelled as usual, else by the XML parser.
    static func read(
        _ part: PartName, of package: Package, _ inflating: PartInflating
    ) throws(PackageError) -> SharedStrings {
        // The limit of the parser holds for both ways.
        let isWithinLimit = package.size(of: part).map { $0 <= package.limits.wholePartSize } ?? false
        var scanner = SharedStringScanner(part: part, limits: package.limits)
        if isWithinLimit || inflating.isAhead {
            try package.inflate(part, inflating) { window, isLast throws(PackageError) in
                window.withUnsafeBufferPointer { isWithinLimit ? scanner.scan($0, isLast: isLast) : 0 }
            }
            if let strings = scanner.finish() { return strings }
        }
        return try parse(package.data(of: part), part, package.limits)
    }

    /// Reads a whole part by the XML parser.
    static func parse(_ data: [UInt8], _ part: PartName, _ limits: PackageLimits) throws(PackageError) -> SharedStrings
    {
        let reader = try XMLReader(data, part: part.path, limits: limits)
        var strings = SharedStrings()
        var text = ""
        var depth = 0
        var phonetics = 0
        var isText = false
        var isEntry = false
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                depth += 1
                switch tag.name.local {
                case _ where depth == 2:
                    isEntry = tag.name.local == "si"
                    text = ""
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
                if depth == 2, isEntry { strings.append(XString.decoded(text)) }
                depth -= 1
            }
        }
        return strings
    }
}
