// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A failure that an ``InMemoryDrive`` is told to have, so that tests can see what its callers make of it.
public enum DriveFault: Hashable, Sendable {
    /// The call fails with a storage error and changes nothing.
    case fail
    /// The call fails for want of space and changes nothing.
    case full
    /// The call does its work and then fails with ``DriveError/outcomeUnknown(operation:subject:cause:)``.
    case failAfterwards
    /// The call fails with ``DriveError/outcomeUnknown(operation:subject:cause:)`` and has changed nothing.
    case failUndecided
    /// The call does its work after waiting.
    case slow(milliseconds: Int)

    /// The calls that can be made to fail.
    public enum Call: String, Hashable, Sendable {
        /// ``Journal/append(_:)`` and ``Journal/appendGroup(_:)``.
        case append
        /// ``Journal/replaceContent(_:)``.
        case replaceContent
        /// ``DriveItems/putContent(_:to:conflict:ifMatch:)``.
        case putContent
        /// ``DriveItems/content(_:range:)``.
        case content
    }
}
