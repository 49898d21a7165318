// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The events of a document as a reader with our understanding sees it: of `mc:AlternateContent` only what its chosen
/// branch holds, which is the first `mc:Choice` whose namespaces are understood, else the `mc:Fallback`
/// (ECMA-376-3 §7.6). Ranges are those of the document.
struct AlternateContentReader {
    private let reader: XMLReader
    private var depth = 0
    /// The `mc:AlternateContent` elements that are open, outermost first.
    private var alternates: [Alternate] = []

    private struct Alternate {
        /// How many elements are open with this one.
        let depth: Int
        var isChosen = false
        var isInsideBranch = false
    }

    /// Takes over a reader of which nothing was read yet; its `understanding` decides.
    init(_ reader: XMLReader) { self.reader = reader }

    /// The next event; nil behind the end of the root element.
    mutating func next() throws(PackageError) -> XMLEvent? {
        while let event = try reader.next() {
            switch event {
            case .start(let tag):
                if let last = alternates.last, depth == last.depth {
                    try enterBranch(tag)
                } else {
                    depth += 1
                    guard tag.is("AlternateContent", .markupCompatibility) else { return event }
                    alternates.append(Alternate(depth: depth))
                }
            case .end:
                depth -= 1
                guard let last = alternates.indices.last, depth <= alternates[last].depth else { return event }
                if depth < alternates[last].depth {
                    alternates.removeLast()
                } else {
                    alternates[last].isInsideBranch = false
                }
            case .text:
                if alternates.last?.isInsideBranch ?? true { return event }
            }
        }
        return nil
    }

    /// Passes over the rest of the element whose start tag was the last event; gives the range of its end tag.
    mutating func skipElement() throws(PackageError) -> Range<Int> {
        depth -= 1
        return try reader.skipElement()
    }

    private mutating func enterBranch(_ tag: XMLTag) throws(PackageError) {
        let last = alternates.count - 1
        let isUnderstood =
            tag.is("Choice", .markupCompatibility) && tag.isUnderstood || tag.is("Fallback", .markupCompatibility)
        guard isUnderstood, !alternates[last].isChosen else {
            _ = try reader.skipElement()
            return
        }
        depth += 1
        alternates[last].isChosen = true
        alternates[last].isInsideBranch = true
    }
}
