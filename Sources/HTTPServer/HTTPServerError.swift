// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// Why a server could not start.
public enum HTTPServerError: Error, Equatable, CustomStringConvertible {
    /// Something in the configuration makes no sense; `subject` names it with its value.
    case invalidConfiguration(subject: String)
    /// The system refused to listen on the address; `cause` is its word for why.
    case listening(address: String, cause: String)
    /// The system refused something else a server needs.
    case system(operation: String, cause: String)
    /// The server is running or has been stopped; a server starts once.
    case alreadyStarted

    public var description: String {
        switch self {
        case .invalidConfiguration(let subject): "invalid configuration: \(subject)"
        case .listening(let address, let cause): "\(cause): \(address)"
        case .system(let operation, let cause): "\(operation): \(cause)"
        case .alreadyStarted: "the server was started before"
        }
    }

    /// The words for an error number, in the middle of a sentence.
    static func cause(_ number: Int32) -> String {
        var text = [CChar](repeating: 0, count: 128)
        let isKnown = strerror_r(number, &text, text.count) == 0
        guard isKnown else { return "error \(number)" }
        let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let sentence = String(decoding: words, as: UTF8.self)
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}
