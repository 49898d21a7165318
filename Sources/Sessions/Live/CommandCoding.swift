// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import Workbooks

/// How commands become bytes of a journal and commands again.
public struct CommandCoding: Sendable {
    let encode: @Sendable (any Command) throws -> [UInt8]
    let decode: @Sendable ([UInt8]) throws -> any Command

    /// The commands of this release.
    public static let standard = CommandCoding(
        encode: { try CommandTable.standard.encode($0) }, decode: { try CommandTable.standard.decode($0) })

    /// - Parameters:
    ///   - encode: the bytes of a command, its name included.
    ///   - decode: reads what `encode` wrote; throws at anything else.
    public init(
        encode: @escaping @Sendable (any Command) throws -> [UInt8],
        decode: @escaping @Sendable ([UInt8]) throws -> any Command
    ) {
        self.encode = encode
        self.decode = decode
    }
}
