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

    public let expression: Expression
    public let kind: Kind
    /// The text of a formula that could not be parsed; such a cell keeps its cached value until it is edited.
    public let unparsedText: String?
    /// Of all of it, so that the tree is walked once however often the template is looked up.
    private let hash: Int

    public init(_ expression: Expression, kind: Kind, unparsedText: String? = nil) {
        self.expression = expression
        self.kind = kind
        self.unparsedText = unparsedText
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(unparsedText)
        hasher.combine(expression)
        hash = hasher.finalize()
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
                && left.expression == right.expression
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// The one of so many dictionaries that a store keeps the template in.
    fileprivate func shard(of count: Int) -> Int { Int(UInt(bitPattern: hash) % UInt(count)) }
}

/// Every distinct formula of a workbook, numbered from 1; cells hold the numbers. Append-only, so a number stays good.
public struct FormulaStore: Sendable {
    /// Sharded, so that the first new formula after a fork copies a small dictionary and not all of them.
    private static let shardCount = 64

    public private(set) var templates: [FormulaTemplate] = []
    private var shards: [[FormulaTemplate: UInt32]] = Array(repeating: [:], count: shardCount)

    public init() {}

    /// The template of a number greater than 0.
    @inlinable public subscript(id: UInt32) -> FormulaTemplate { templates[Int(id) - 1] }

    /// The number of a template, a new one when it was not there.
    public mutating func intern(_ template: FormulaTemplate) -> UInt32 {
        let shard = template.shard(of: Self.shardCount)
        if let id = shards[shard][template] { return id }
        templates.append(template)
        let id = UInt32(templates.count)
        shards[shard][template] = id
        return id
    }
}
