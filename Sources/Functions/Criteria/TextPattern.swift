// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A text with Excel's wildcards, without regard to case: `?` is any one character, `*` any run of them, and `~` takes
/// the meaning from the character after it.
struct TextPattern: Sendable {
    private static let anyOne: UInt32 = 0xFFFF_FFFE
    private static let anyRun: UInt32 = 0xFFFF_FFFF

    /// Folded scalars, and the two wildcards outside the range of Unicode.
    private var symbols: [UInt32]
    private let hasWildcards: Bool

    /// `isPrefix` lets anything follow, as the criteria of database functions do.
    init(_ text: String, isPrefix: Bool = false) {
        var symbols: [UInt32] = []
        var isEscaped = false
        for scalar in text.lowercased().unicodeScalars {
            if isEscaped {
                // Before any other character a tilde is a tilde.
                if scalar != "?" && scalar != "*" && scalar != "~" { symbols.append(0x7E) }
                symbols.append(scalar.value)
                isEscaped = false
            } else if scalar == "~" {
                isEscaped = true
            } else {
                symbols.append(scalar == "?" ? Self.anyOne : scalar == "*" ? Self.anyRun : scalar.value)
            }
        }
        if isEscaped { symbols.append(0x7E) }
        if isPrefix { symbols.append(Self.anyRun) }
        self.symbols = symbols
        hasWildcards = symbols.contains { $0 >= Self.anyOne }
    }

    /// Whether the whole text is what the pattern describes.
    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            if !hasWildcards {
                guard bytes.count == symbols.count else { return false }
                for index in bytes.indices where Self.fold(bytes[index]) != symbols[index] { return false }
                return true
            }
            return matches(count: bytes.count) { Self.fold(bytes[$0]) }
        } ?? matchesUnicode(text)
    }

    private func matchesUnicode(_ text: String) -> Bool {
        let folded = text.lowercased().unicodeScalars.map(\.value)
        return hasWildcards ? matches(count: folded.count) { folded[$0] } : folded == symbols
    }

    private static func fold(_ byte: UInt8) -> UInt32 {
        UInt32(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }

    /// Matches with a single point of return (the last `*`), so the time is at most pattern × text.
    private func matches(count: Int, _ scalar: (Int) -> UInt32) -> Bool {
        var position = 0
        var symbol = 0
        var lastRun: (symbol: Int, position: Int)?
        while position < count {
            if symbol < symbols.count, symbols[symbol] == Self.anyRun {
                lastRun = (symbol, position)
                symbol += 1
            } else if symbol < symbols.count,
                symbols[symbol] == Self.anyOne || symbols[symbol] == scalar(position)
            {
                symbol += 1
                position += 1
            } else if let run = lastRun {
                lastRun = (run.symbol, run.position + 1)
                symbol = run.symbol + 1
                position = run.position + 1
            } else {
                return false
            }
        }
        return symbols[symbol...].allSatisfy { $0 == Self.anyRun }
    }
}
