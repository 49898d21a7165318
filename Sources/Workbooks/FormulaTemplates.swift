// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The formulas of a store, in the order of their numbers.
///
/// One that differs from an earlier one in nothing but the numbers written in it is kept as these numbers, 8 bytes for
/// itself and 8 for each of them; its template is made anew whenever it is asked for.
public struct FormulaTemplates: RandomAccessCollection, Sendable {
    private struct Entry {
        /// The position in `models` of a template of the same kind and shape.
        var model: UInt32
        /// Where its numbers start; `own` when it is that template itself.
        var numbers: UInt32

        static let own = UInt32.max
    }

    private var models: [FormulaTemplate] = []
    private var entries: [Entry] = []
    private var numbers: [Double] = []

    init() {}

    public var startIndex: Int { 0 }
    public var endIndex: Int { entries.count }

    public subscript(position: Int) -> FormulaTemplate {
        let model = model(at: position)
        guard let numbers = ownNumbers(at: position) else { return model }
        return FormulaTemplate(like: model, numbers: Array(numbers))
    }

    /// A template of the same kind and shape as the one at a position; that one, when it is kept whole.
    func model(at position: Int) -> FormulaTemplate { models[Int(entries[position].model)] }

    /// The numbers of one that is kept as such; `nil` when it is kept whole.
    private func ownNumbers(at position: Int) -> ArraySlice<Double>? {
        let entry = entries[position]
        guard entry.numbers != Entry.own else { return nil }
        let start = Int(entry.numbers)
        return numbers[start..<start + models[Int(entry.model)].numberCount]
    }

    /// See `FormulaTemplate.numbers`.
    func numbers(at position: Int) -> [Double] {
        ownNumbers(at: position).map(Array.init) ?? model(at: position).numbers
    }

    mutating func append(_ template: FormulaTemplate) {
        entries.append(Entry(model: UInt32(models.count), numbers: Entry.own))
        models.append(template)
    }

    /// Appends the formula that is the one at a position but for its numbers.
    mutating func append(like position: Int, numbers own: [Double]) {
        guard let start = UInt32(exactly: numbers.count), start != Entry.own else {
            return append(FormulaTemplate(like: model(at: position), numbers: own))
        }
        entries.append(Entry(model: entries[position].model, numbers: start))
        numbers.append(contentsOf: own)
    }

    /// Whether the formula at a position is the one at another but for its numbers, which are these.
    func isFormula(at position: Int, like other: Int, numbers: [Double]) -> Bool {
        if entries[position].model == entries[other].model, let own = ownNumbers(at: position) {
            return own.elementsEqual(numbers)
        }
        return self[position] == FormulaTemplate(like: model(at: other), numbers: numbers)
    }

    /// Appends the numbers of the formula at a position if it has the kind and the shape of one that was parsed.
    func appendNumbers(at position: Int, ifShapedLike other: Int, to numbers: inout [Double]) -> Bool {
        if entries[position].model == entries[other].model, let own = ownNumbers(at: position) {
            numbers.append(contentsOf: own)
            return true
        }
        let (template, model) = (model(at: position), model(at: other))
        guard template.shapeHash == model.shapeHash, template.kind == model.kind, template.unparsedText == nil else {
            return false
        }
        let count = numbers.count
        if self[position].appendNumbers(ifShapedLike: model, to: &numbers) { return true }
        numbers.removeLast(numbers.count - count)
        return false
    }

    /// What remains to be said of the formula at a position when all templates that are kept whole are known, in their
    /// order: which of them it is like, and with which numbers. `nil` for one of these.
    func likeness(at position: Int) -> (model: Int, numbers: [Double])? {
        ownNumbers(at: position).map { (Int(entries[position].model), Array($0)) }
    }
}
