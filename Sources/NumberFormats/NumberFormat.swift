// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A number format code compiled once.
public struct NumberFormat: Sendable, Hashable {
    public let code: String

    public init(_ code: String) { self.code = code }

    public static let general = NumberFormat("General")
}
