// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// One kind of place in a part where something refers to cells, sheets or tables.
///
///     ReferencePlace("conditionalFormatting@sqref", .cells, losing: .element)
///     ReferencePlace("cfRule/formula", .formula)
struct ReferencePlace: Sendable {
    enum Meaning: Sendable {
        /// Ranges on the part's sheet, which cells that move in part of them split (`ST_Sqref`).
        case cells
        /// One range on the part's sheet that keeps its form (`ST_Ref`).
        case range
        /// The same for what hangs on the content of a cell and goes with it when lines are sorted.
        case attached
        /// A range on the part's sheet that moves with its first cell and keeps its size.
        case block
        /// A formula; relative references are from the first of the cells that the element around it is for.
        case formula
        /// A formula of a chart, in which references to deleted sheets are `#REF!` without an address.
        case series
        /// A formula that is kept as it is where a reference in it would be lost.
        case location
        /// A location behind `#`, as a target of a relationship.
        case fragment
        /// A formula-like name of a pivot table: `[Book]Sheet!Name`.
        case pivotTable
        /// The row or column a page break stands before.
        case rowBreak
        case columnBreak
        /// An element whose attributes name a range, its sheet or a table: a source of data.
        case source
        /// A slicer cache, which names the column of the table that it belongs to.
        case slicer
        /// An element whose children `filterColumn` count columns from the first of its range.
        case filter
        /// An element with the cells `from` and `to` that an object lies on.
        case anchor
        /// A shape of VML with what Excel knows about it.
        case shape
    }

    /// Where in the element that the path leads to the reference stands.
    enum Holder: Sendable, Hashable {
        case text
        case attribute(String)
        /// In several of its attributes or children.
        case element
    }

    /// What means nothing any more when the cells are gone.
    enum Loss: Sendable {
        case nothing
        case element
        /// The element around this one.
        case parent
    }

    /// Local names from the innermost element outwards.
    let path: [String]
    let holder: Holder
    let meaning: Meaning
    let loss: Loss

    /// - Parameter place: the local names of an element and of as many around it as tell it from others, the innermost
    ///   last, with `@` before the name of an attribute and nothing behind it for the text: `rowBreaks/brk@id`.
    init(_ place: String, _ meaning: Meaning, losing loss: Loss = .nothing) {
        let parts = place.split(separator: "@", maxSplits: 1)
        path = parts.first.map { $0.split(separator: "/").reversed().map(String.init) } ?? []
        switch meaning {
        case .source, .slicer, .filter, .anchor, .shape: holder = .element
        default: holder = parts.count > 1 ? .attribute(String(parts[1])) : .text
        }
        self.meaning = meaning
        self.loss = loss
    }
}

/// All places in parts of one kind, found by the names of the elements.
struct ReferencePlaces: Sendable {
    private let places: [String: [ReferencePlace]]
    /// Elements that go when all that was in them is gone.
    let containers: Set<String>
    /// The element behind which no more places come, so that the rest of a long part need not be read.
    let last: String?

    init(_ places: [ReferencePlace], emptying containers: Set<String> = [], upTo last: String? = nil) {
        self.places = Dictionary(grouping: places) { $0.path.first ?? "" }
        self.containers = containers
        self.last = last
    }

    /// The places in an element; `path` are the local names from it outwards.
    func places(in path: [String]) -> [ReferencePlace] {
        guard let name = path.first, let candidates = places[name] else { return [] }
        return candidates.filter { path.starts(with: $0.path) }
    }
}
