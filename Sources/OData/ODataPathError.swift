// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why the path of a request target was refused.
public enum ODataPathError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A `%` without two hexadecimal digits behind it.
    case malformedPercentEncoding(segment: String)
    case invalidUTF8(segment: String)
    case controlCharacter(segment: String)
    /// Two slashes in a row, or a path that does not start with one.
    case emptySegment(path: String)
    /// `.` or `..` inside a drive-relative path.
    case dotSegment(path: String)
    /// A parameter alias whose value is no literal.
    case invalidAlias(name: String, value: String)
    case tooLong(maximumBytes: Int)
    case tooManySegments(maximum: Int)

    public var description: String {
        switch self {
        case .malformedPercentEncoding(let segment): "Invalid percent-encoding in the URL segment '\(segment)'."
        case .invalidUTF8(let segment): "The URL segment '\(segment)' is not valid UTF-8."
        case .controlCharacter: "The URL holds a control character."
        case .emptySegment(let path): "The URL path '\(path)' has an empty segment."
        case .dotSegment(let path): "The relative path '\(path)' holds a '.' or '..' segment."
        case .invalidAlias(let name, let value): "The value '\(value)' of the parameter alias '\(name)' is no literal."
        case .tooLong(let maximum): "The URL is longer than \(maximum) bytes."
        case .tooManySegments(let maximum): "The URL path has more than \(maximum) segments."
        }
    }
}
