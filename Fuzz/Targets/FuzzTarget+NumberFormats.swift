// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import NumberFormats

/// Number formats in both directions.
extension FuzzTarget {
    /// The last eight bytes are a number, what stands before is the format code.
    static let numberFormat = FuzzTarget(name: "numberFormat", maximumLength: 512) { (bytes) throws(FuzzFinding) in
        let bits = bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let format = NumberFormat(String(decoding: bytes.dropLast(8), as: UTF8.self))
        let numbers = [Double(bitPattern: bits), 0, -0.0, 0.5, -1234.567, 45_000.75, 1e15, 1e300, -1e-300, 2_958_466]
        for number in numbers {
            for system in [DateSystem.excel1900, .excel1904] {
                let text = format.text(for: number, dateSystem: system).text
                // The longest are a thousand digits for every place of the code.
                guard text.utf8.count <= 4096 + 1200 * bytes.count else {
                    throw FuzzFinding("\(text.utf8.count) bytes for \(number)")
                }
                _ = TextFunction.text(for: number, format: format, dateSystem: system)
            }
        }
        _ = (format.text(for: "text"), format.text(for: true), format.isDate, format.isPercent)
    }

    static let typedInput = FuzzTarget(name: "typedInput", maximumLength: 256) { (bytes) throws(FuzzFinding) in
        let typed = String(decoding: bytes, as: UTF8.self)
        for system in [DateSystem.excel1900, .excel1904] {
            let input = TypedInput.parse(typed, currentYear: 2026, dateSystem: system)
            if case .number(let number) = input.value, !number.isFinite { throw FuzzFinding("\(typed): \(number)") }
            if let code = input.formatCode, !NumberFormat(code).isValid { throw FuzzFinding("\(typed): \(code)") }
        }
    }
}
