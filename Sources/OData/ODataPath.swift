// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The path of a request target, taken apart (OData 4.0 URL Conventions §4.3, OneDrive colon addressing).
///
/// The path is split on `/` before anything is decoded, so `%2F` stays inside a segment. A segment that ends in a raw
/// colon opens a drive-relative path, `root:/folder/Book.xlsx:/workbook`; the next one ending so closes it, and the
/// last colon may be missing at the end. `%3A` is a character of a name. Below `workbook` colons have no such meaning.
///
///     let path = try ODataPath("/me/drive/root:/Book.xlsx:/workbook/worksheets('Sheet1')/range(address='A1')")
///     path.segments[3]            // .relativePath(["Book.xlsx"])
///     path.segments[6].named?["address"]  // .string("A1")
public struct ODataPath: Sendable, Equatable {
    public var segments: [PathSegment]

    public init(segments: [PathSegment]) {
        self.segments = segments
    }

    /// Reads the path part of a request target.
    ///
    /// - Parameters:
    ///   - raw: percent-encoded, with its leading slash and without the query; one slash at the end is ignored.
    ///   - aliases: raw values of `@p` query options by name with the `@`.
    public init(_ raw: String, aliases: [String: String] = [:]) throws(ODataPathError) {
        guard raw.utf8.count <= Self.maximumBytes else { throw .tooLong(maximumBytes: Self.maximumBytes) }
        var pieces = Array(raw.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard let first = pieces.popFirst(), first.isEmpty, !pieces.isEmpty else { throw .emptySegment(path: raw) }
        if pieces.last?.isEmpty ?? false { pieces.removeLast() }
        guard pieces.count <= Self.maximumSegments else { throw .tooManySegments(maximum: Self.maximumSegments) }

        segments = []
        var relativePath: [String]?
        var isInsideWorkbook = false
        for piece in pieces {
            let hasColon = piece.last == UInt8(ascii: ":") && !isInsideWorkbook
            let bytes = hasColon ? piece.dropLast() : piece
            let closesAtOnce = relativePath?.isEmpty == true && hasColon
            guard !bytes.isEmpty || closesAtOnce else { throw .emptySegment(path: raw) }
            let text = try Self.decode(bytes)
            if var parts = relativePath {
                guard text != ".", text != ".." else { throw .dotSegment(path: raw) }
                if !text.isEmpty { parts.append(text) }
                if hasColon { segments.append(.relativePath(parts)) }
                relativePath = hasColon ? nil : parts
            } else {
                let isEncoded = Self.firstParenthesisIsEncoded(bytes)
                let segment = try NamedSegment(text, isParenthesisEncoded: isEncoded, aliases: aliases)
                segments.append(.named(segment))
                isInsideWorkbook = isInsideWorkbook || (segment.matches("workbook") && !hasColon)
                if hasColon { relativePath = [] }
            }
        }
        if let relativePath { segments.append(.relativePath(relativePath)) }
    }

    /// Longest path read, in bytes as sent: room for an address of 8192 characters, each percent-encoded.
    public static let maximumBytes = 32 << 10
    /// Most segments read; the deepest path of the API has about twenty.
    public static let maximumSegments = 256

    /// Whether `%28` stands before the first raw parenthesis, if any stands at all.
    private static func firstParenthesisIsEncoded(_ bytes: ArraySlice<UInt8>) -> Bool {
        var window: (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            if byte == UInt8(ascii: "(") { return false }
            if window == (UInt8(ascii: "%"), UInt8(ascii: "2")), byte == UInt8(ascii: "8") { return true }
            window = (window.1, byte)
        }
        return false
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) throws(ODataPathError) -> String {
        do {
            return try PercentEncoding.decode(bytes)
        } catch {
            let segment = String(decoding: bytes, as: UTF8.self)
            switch error {
            case .malformed: throw .malformedPercentEncoding(segment: segment)
            case .invalidUTF8: throw .invalidUTF8(segment: segment)
            case .controlCharacter: throw .controlCharacter(segment: segment)
            }
        }
    }
}

extension ODataPath: CustomStringConvertible {
    /// The path, percent-encoded so that reading it gives the same segments.
    public var description: String {
        var text = ""
        for segment in segments {
            switch segment {
            case .named(let segment): text += "/" + Self.encoded(segment)
            case .relativePath(let parts):
                let inner = parts.map { "/" + Self.encodedName($0) }.joined()
                text += ":" + (inner.isEmpty ? "/" : inner) + ":"
            }
        }
        return text.isEmpty ? "/" : text
    }

    private static func encoded(_ segment: NamedSegment) -> String {
        let name = encodedName(segment.text)
        guard segment.isParenthesisEncoded, let open = name.firstIndex(of: "(") else { return name }
        return name[..<open] + "%28" + name[name.index(after: open)...]
    }

    /// Keeps what RFC 3986 allows in a segment, but no colon at the end, which would open a relative path.
    private static func encodedName(_ text: String) -> String {
        let encoded = PercentEncoding.encode(text, keeping: "!$&'()*+,;=:@")
        return encoded.hasSuffix(":") ? encoded.dropLast() + "%3A" : encoded
    }
}
