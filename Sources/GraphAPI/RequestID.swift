// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The ids a request goes by: ours, and the caller's or ours again.
struct RequestID: Sendable {
    let request: String
    let client: String

    /// - Parameter client: the caller's `client-request-id`, echoed when it is printable and of sensible length.
    init(client: String?) {
        let own = Self.random()
        request = own
        guard let client, (1...128).contains(client.utf8.count), client.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            self.client = own
            return
        }
        self.client = client
    }

    /// A version 4 GUID in lower case (RFC 9562 §5.4).
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let high = generator.next() & ~0xF000 | 0x4000
        let low = generator.next() & ~(0xC0 << 56) | 0x80 << 56
        let digits = [high, low].map { number in
            let text = String(number, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place == 8 || place == 12 || place == 16 || place == 20 { result += "-" }
            result.append(digit)
        }
        return result
    }
}
