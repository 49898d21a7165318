// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why the query of a request was refused.
public enum QueryOptionError: Error, Sendable, Equatable, CustomStringConvertible {
    case malformedEncoding(text: String)
    /// A name that starts with `$` but that this service does not read.
    case unknown(name: String)
    case repeated(SystemOption)
    case invalidValue(SystemOption, value: String, reason: String)

    public var description: String {
        switch self {
        case .malformedEncoding(let text): "Invalid percent-encoding in the query option '\(text)'."
        case .unknown(let name): "The query option '\(name)' is not supported."
        case .repeated(let option): "The query option '$\(option.rawValue)' is given more than once."
        case .invalidValue(let option, let value, let reason):
            "Invalid value '\(value)' for the query option '$\(option.rawValue)': \(reason)."
        }
    }
}
