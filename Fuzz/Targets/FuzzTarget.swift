// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// An entry point that takes any bytes: what `make fuzz` feeds and what the corpus is replayed through.
///
/// A run ends normally whatever the bytes are. It traps, hangs or takes memory without bounds only when Cellar has a
/// defect, and throws when a property does not hold, such as that a formula printed is read as it was.
public struct FuzzTarget: Sendable {
    /// As given to `make fuzz TARGET=…`; also the folder of the corpus.
    public let name: String
    /// Longer inputs find nothing that shorter ones do not.
    public let maximumLength: Int
    public let run: @Sendable ([UInt8]) throws(FuzzFinding) -> Void

    public static let all: [FuzzTarget] = [
        .zip, .package, .worksheet, .sharedStrings, .styles, .workbook, .relationships, .contentTypes, .table,
        .sheetMetadata, .formula, .numberFormat, .typedInput, .address, .odata, .json,
    ]
}

/// A property that an input broke.
public struct FuzzFinding: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
