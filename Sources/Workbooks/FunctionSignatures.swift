// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What commands must know of worksheet functions to judge a formula as Excel does when it is entered. Whoever also
/// calculates the workbook provides it; without it every name before a parenthesis counts as a function.
public struct FunctionSignatures: Sendable {
    /// Whether the function of an upper-case name takes that many arguments; `nil` when there is no such function.
    public var accepts: @Sendable (_ name: String, _ count: Int) -> Bool?

    public init(accepts: @escaping @Sendable (_ name: String, _ count: Int) -> Bool?) { self.accepts = accepts }
}
