// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The bearer tokens of a server and what each allows, as a text of one token per line.
///
///     # who        token, then scopes
///     s3cr3t-with-20-chars   Files.ReadWrite
///     another-long-secret    Files.Read Sites.Read.All
///
/// Scopes are set apart by blanks or commas. Nothing here prints a token, nor does any error.
public struct AccessTokens: Sendable {
    private struct Entry: Sendable {
        var token: [UInt8]
        var scopes: Principal.Scopes
    }

    private let entries: [Entry]

    /// How many tokens there are.
    public var count: Int { entries.count }

    /// Reads the text of a token file.
    public init(parsing text: String) throws(TokenFileError) {
        var entries: [Entry] = []
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "," || $0 == "\r" }
            guard let token = words.first, !token.hasPrefix("#") else { continue }
            guard token.utf8.allSatisfy(Self.isTokenByte) else { throw .malformedToken(line: offset + 1) }
            var scopes: Principal.Scopes = []
            for word in words.dropFirst().prefix(while: { !$0.hasPrefix("#") }) {
                guard let scope = Principal.Scopes(name: word) else {
                    throw .unknownScope(line: offset + 1, name: String(word))
                }
                scopes.formUnion(scope)
            }
            guard !scopes.isEmpty else { throw .missingScope(line: offset + 1) }
            let bytes = Array(token.utf8)
            guard !entries.contains(where: { $0.token == bytes }) else { throw .repeatedToken(line: offset + 1) }
            entries.append(Entry(token: bytes, scopes: scopes))
        }
        guard !entries.isEmpty else { throw .noTokens }
        self.entries = entries
    }

    /// What a token allows; nil for one that is not in the list. How long this takes depends on the length of the token
    /// and on the lengths of those in the list alone, so that no token can be guessed letter by letter.
    public func scopes(of token: some StringProtocol) -> Principal.Scopes? {
        let offered = Array(token.utf8)
        var found: Principal.Scopes?
        for entry in entries where ConstantTime.areEqual(offered, entry.token) { found = entry.scopes }
        return found
    }

    /// `b64token` of RFC 6750 §2.1.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}

/// Why a token file was refused; lines count from one.
public enum TokenFileError: Error, Equatable, Sendable {
    case malformedToken(line: Int)
    case unknownScope(line: Int, name: String)
    case missingScope(line: Int)
    case repeatedToken(line: Int)
    case noTokens
}

extension TokenFileError: CustomStringConvertible {
    /// What is wrong where, without the token.
    public var description: String {
        switch self {
        case .malformedToken(let line): "line \(line): a token consists of letters, digits and -._~+/="
        case .unknownScope(let line, let name):
            "line \(line): '\(name)' is no scope; Files.Read and Files.ReadWrite are"
        case .missingScope(let line): "line \(line): a scope must follow the token, Files.Read or Files.ReadWrite"
        case .repeatedToken(let line): "line \(line): this token stands in an earlier line"
        case .noTokens: "there is no token in it"
        }
    }
}
