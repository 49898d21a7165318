// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Formulas

/// A formula shared by every cell that holds it, in relative form.
public final class FormulaTemplate: Sendable, Hashable {
    /// How the formula treats arrays.
    public enum Kind: UInt8, Sendable, Hashable {
        /// As Excel before dynamic arrays: where one value is wanted, a range gives the one in the formula's own row or
        /// column. Every formula of a file that is not marked otherwise.
        case implicit
        /// Spills.
        case dynamic
        /// Entered with Ctrl+Shift+Enter over a fixed range.
        case array
    }

    public let kind: Kind
    /// The text of a formula that could not be parsed; such a cell keeps its cached value until it is edited.
    public let unparsedText: String?
    /// An expression of the same shape: it is this formula's but for the numbers written in it.
    public let shape: Expression
    /// The template that the shape is from, `nil` when the shape is the whole expression.
    private let model: FormulaTemplate?
    /// The numbers to be put into the shape of a model, from left to right.
    private let ownNumbers: [Double]
    /// A hash of kind and shape, which all formulas that differ in numbers alone have in common. The tree is walked
    /// once for it, however often the template is looked up.
    public let shapeHash: Int
    /// The same with the numbers.
    let hash: Int
    /// How many `numbers` there are.
    let numberCount: Int

    public init(_ expression: Expression, kind: Kind, unparsedText: String? = nil) {
        self.kind = kind
        self.unparsedText = unparsedText
        shape = expression
        model = nil
        ownNumbers = []
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(unparsedText)
        expression.hashShape(into: &hasher)
        shapeHash = hasher.finalize()
        var numbers: [Double] = []
        expression.appendNumbers(to: &numbers)
        hash = Self.hash(shapeHash, numbers)
        numberCount = numbers.count
    }

    /// A formula that differs from another in nothing but the numbers written in it. Its tree is made when it is
    /// asked for.
    ///
    /// - Parameter numbers: as many as the other's `numbers`.
    public init(like other: FormulaTemplate, numbers: [Double]) {
        kind = other.kind
        unparsedText = other.unparsedText
        shape = other.shape
        model = other.model ?? other
        ownNumbers = numbers
        shapeHash = other.shapeHash
        hash = Self.hash(shapeHash, numbers)
        numberCount = numbers.count
    }

    /// Mixes numbers into the hash of a shape, which nobody outside of the process can know.
    static func hash(_ shape: Int, _ numbers: [Double]) -> Int {
        var hash = UInt64(truncatingIfNeeded: shape)
        for number in numbers {
            // Both zeros are equal.
            let product = (hash ^ (number + 0).bitPattern).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        return Int(truncatingIfNeeded: hash)
    }

    /// The formula as a tree. That of one made like another is put together anew each time.
    public var expression: Expression {
        guard model != nil else { return shape }
        var rest = ownNumbers[...]
        return shape.replacingNumbers(by: &rest)
    }

    /// The numbers written in the formula, from left to right, without those inside array constants.
    public var numbers: [Double] {
        guard model == nil else { return ownNumbers }
        var numbers: [Double] = []
        shape.appendNumbers(to: &numbers)
        return numbers
    }

    /// Appends the numbers of this formula if it has the shape of another. When it has not, some may have been
    /// appended.
    public func appendNumbers(ifShapedLike other: FormulaTemplate, to numbers: inout [Double]) -> Bool {
        guard let model else { return shape.appendNumbers(ifShapedLike: other.shape, to: &numbers) }
        numbers.append(contentsOf: ownNumbers)
        if model === other.model ?? other { return true }
        var numbersOfModel: [Double] = []
        return shape.appendNumbers(ifShapedLike: other.shape, to: &numbersOfModel)
    }

    /// The function that stands for a what-if table, in an array formula over its results: `TABLE(row input, column
    /// input)`. It cannot be entered, and its cells are calculated in another way than by a function.
    public static let dataTableFunction = "TABLE"

    /// Whether the cells hold the results of a what-if table. ECMA-376-1 §18.3.1.40, `t="dataTable"`.
    public var isDataTable: Bool {
        if kind == .array, case .call(Self.dataTableFunction, let inputs) = expression {
            inputs.count == 2
        } else {
            false
        }
    }

    public static func == (left: FormulaTemplate, right: FormulaTemplate) -> Bool {
        left === right
            || left.hash == right.hash && left.kind == right.kind && left.unparsedText == right.unparsedText
                && left.hasExpression(of: right)
    }

    private func hasExpression(of other: FormulaTemplate) -> Bool {
        if let model, model === other.model { return ownNumbers == other.ownNumbers }
        return expression == other.expression
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// Every distinct formula of a workbook, numbered from 1; cells hold the numbers. Append-only, so a number stays good.
public struct FormulaStore: Sendable {
    /// Sharded, so that the first new formula after a fork copies a small table and not all of them.
    private static let shardCount = 64

    public private(set) var templates = FormulaTemplates()
    private var shards: [NumberTable] = Array(repeating: NumberTable(), count: shardCount)

    public init() {}

    /// The template of a number greater than 0.
    public subscript(id: UInt32) -> FormulaTemplate { templates[Int(id) - 1] }

    /// An expression of the same shape as a formula: it differs from its own in numbers alone, and is always at hand.
    public func shape(of id: UInt32) -> Expression { templates.model(at: Int(id) - 1).shape }

    /// The numbers written in a formula, see `FormulaTemplate.numbers`.
    public func numbers(of id: UInt32) -> [Double] { templates.numbers(at: Int(id) - 1) }

    /// Appends the numbers of a formula if it has the kind and the shape of another one, which was parsed; else appends
    /// nothing.
    public func appendNumbers(of id: UInt32, ifShapedLike other: UInt32, to numbers: inout [Double]) -> Bool {
        templates.appendNumbers(at: Int(id) - 1, ifShapedLike: Int(other) - 1, to: &numbers)
    }

    /// The number of a template, a new one when it was not there.
    public mutating func intern(_ template: FormulaTemplate) -> UInt32 {
        if let id = number(template.hash, where: { self[$0] == template }) { return id }
        templates.append(template)
        return takeLast(template.hash)
    }

    /// The number of the formula that is another one but for its numbers.
    ///
    /// - Parameter numbers: as many as those of the other.
    public mutating func intern(like other: UInt32, numbers: [Double]) -> UInt32 {
        let position = Int(other) - 1
        let hash = FormulaTemplate.hash(templates.model(at: position).shapeHash, numbers)
        let known = number(hash) { templates.isFormula(at: Int($0) - 1, like: position, numbers: numbers) }
        if let known { return known }
        templates.append(like: position, numbers: numbers)
        return takeLast(hash)
    }

    /// Takes over all formulas of another store; the numbers that they have here, in order.
    public mutating func intern(_ other: FormulaStore) -> [UInt32] {
        var models: [UInt32] = []
        return other.templates.indices.map { position in
            if let (model, numbers) = other.templates.likeness(at: position) {
                return intern(like: models[model], numbers: numbers)
            }
            models.append(intern(other.templates[position]))
            return models[models.count - 1]
        }
    }

    private static func shard(_ hash: Int) -> Int { Int(UInt(bitPattern: hash) % UInt(shardCount)) }

    private func number(_ hash: Int, where isMeant: (UInt32) -> Bool) -> UInt32? {
        shards[Self.shard(hash)].number(UInt64(truncatingIfNeeded: hash), where: isMeant)
    }

    /// Makes the template that was appended last known by its hash; its number.
    private mutating func takeLast(_ hash: Int) -> UInt32 {
        let id = UInt32(templates.count)
        shards[Self.shard(hash)].insert(id, UInt64(truncatingIfNeeded: hash))
        return id
    }
}

/// Numbers by the hash of what they stand for.
private struct NumberTable: Sendable {
    /// The number in the lower half, the upper half of its hash in the other; 0 where nothing is. A power of two of
    /// slots, at most half of them taken.
    private var slots: [UInt64] = []
    private var count = 0

    /// The number whose hash this may be and which is the one meant.
    func number(_ hash: UInt64, where isMeant: (UInt32) -> Bool) -> UInt32? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var place = Self.place(hash) & mask
        while slots[place] != 0 {
            let number = UInt32(truncatingIfNeeded: slots[place])
            if slots[place] >> 32 == hash >> 32, isMeant(number) { return number }
            place = (place + 1) & mask
        }
        return nil
    }

    mutating func insert(_ number: UInt32, _ hash: UInt64) {
        if slots.count < 2 * (count + 1) {
            let old = slots
            slots = Array(repeating: 0, count: max(8, old.count * 2))
            for entry in old where entry != 0 { take(entry) }
        }
        take((hash >> 32) << 32 | UInt64(number))
        count += 1
    }

    private mutating func take(_ entry: UInt64) {
        let mask = slots.count - 1
        var place = Self.place(entry) & mask
        while slots[place] != 0 { place = (place + 1) & mask }
        slots[place] = entry
    }

    /// Where to look first, from the upper half of the hash alone, which is what a slot keeps.
    private static func place(_ hash: UInt64) -> Int { Int(hash >> 32) }
}
