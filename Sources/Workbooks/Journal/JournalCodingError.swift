// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why bytes of a journal are not a command, or a command cannot be written as bytes.
public enum JournalCodingError: Error, Sendable, Hashable {
    /// The bytes end in the middle of something.
    case truncated
    /// Bytes are left after the command.
    case trailingBytes(Int)
    /// A number is longer or larger than its type allows.
    case numberOutOfRange
    /// A text that is not UTF-8.
    case invalidText
    /// Values nested deeper than `JournalLimits.depth`.
    case tooDeep
    /// More bytes than `JournalLimits.length`.
    case tooLong
    /// No command has this name: the journal is from a newer release.
    case unknownCommand(String)
    /// A value that its own type refuses, with the reason.
    case invalidValue(String)
}

/// How large a command in a journal may be; what goes beyond is refused before it costs memory.
public enum JournalLimits {
    /// Levels of values inside values.
    public static let depth = 32
    /// Bytes of one command.
    public static let length = 1 << 30
}
