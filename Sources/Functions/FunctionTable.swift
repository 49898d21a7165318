// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Cells

/// All worksheet functions by name, built once and never changed.
///
/// Each category is an array of one-line registrations in its own file (`FunctionTable+MathAndTrigonometry.swift`).
public struct FunctionTable: Sendable {
    /// Excel's categories in the order of its insert-function window.
    public static let categories: [(name: String, functions: [WorksheetFunction])] = [
        ("Financial", financial),
        ("Date and time", dateAndTime),
        ("Math and trigonometry", mathAndTrigonometry),
        ("Statistical", statistical),
        ("Statistical", statisticalAggregates),
        ("Lookup and reference", lookupAndReference),
        ("Database", database),
        ("Text", text),
        ("Logical", logical),
        ("Information", information),
        ("Engineering", engineering),
        ("Cube", cube),
        ("Compatibility", compatibility),
        ("Compatibility", compatibilityAggregates),
        ("Web", web),
        ("External", external),
    ]

    /// The table every workbook shares.
    public static let standard = FunctionTable()

    /// In the order of the categories; a function's index is its number in compiled formulas.
    public let functions: [WorksheetFunction]
    /// `WorksheetFunction.numeric` of each, in the same order.
    public let numericFunctions: [(@Sendable (UnsafePointer<Double>) throws(CellError) -> Double)?]
    private let indexes: [String: Int]

    init() {
        functions = Self.categories.flatMap { category in
            category.functions.map { function in
                var function = function
                function.category = category.name
                return function
            }
        }
        numericFunctions = functions.map(\.numeric)
        indexes = Dictionary(uniqueKeysWithValues: functions.enumerated().map { ($1.name, $0) })
    }

    /// The number of a function by its upper-case name without prefixes.
    public func index(of name: String) -> Int? { indexes[name] }

    public subscript(name: String) -> WorksheetFunction? { indexes[name].map { functions[$0] } }

    /// The prefix a file wants before the name: `_xlfn.`, `_xlfn._xlws.` or nothing.
    public func filePrefix(of name: String) -> String {
        guard let function = self[name] else { return "" }
        if function.traits.contains(.futureWorksheet) { return "_xlfn._xlws." }
        return function.traits.contains(.future) ? "_xlfn." : ""
    }
}
