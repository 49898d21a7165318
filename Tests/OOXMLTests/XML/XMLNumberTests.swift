// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@testable import OOXML

/// Numbers and places written by quick ways are those that the slow ways give.
struct XMLNumberTests {
    @Test("Broken numbers are written in their shortest form")
    func broken() {
        var random = SplitMix(seed: 17)
        var values = [0.01, -0.01, 0.1, 0.05, 0.009, 0.001, 1.005, 12345678901.25, 4503599627370495.5, 1e14 + 0.25]
        values += [99999999999999.99, 0.07, 1.1, -1.15, 2.675, 0.30000000000000004]
        for _ in 0..<3_000 {
            let number = Double(Int64(bitPattern: random.next()) >> Int64(random.next() % 60))
            values += [number / 100, number / 10, number / 1_000]
        }
        for value in values where value != value.rounded(.towardZero) {
            #expect(XMLWriterTests.written { $0.number(value) } == value.description)
        }
    }

    @Test("Columns have their letters")
    func letters() {
        let columns: [Int32] = [0, 25, 26, 51, 52, 700, 701, 702, 703, 727, 728, 1_377, 1_378, 16_382, 16_383]
        for column in columns {
            #expect(
                XMLWriterTests.written { $0.letters(ofColumn: column) } == CellAddress.letters(ofColumn: column))
        }
    }

    @Test("Whole numbers of any length are written")
    func whole() {
        var values = [0, 9, 10, 99, 100, 101, 999, 1_000, 9_999, 10_000, 99_999, 100_000, -1, -10, -12_345]
        values += [.max, .min, .max - 1, 999_999_999_999_999, 1_000_000_000_000_000]
        for value in values { #expect(XMLWriterTests.written { $0.integer(value) } == String(value)) }
        for row: Int32 in [1, 9, 10, 99_999, 1_048_576] {
            let written = XMLWriterTests.written { writer in
                writer.write(atMost: 8) { $0.put(ShortText(number: row)) }
            }
            #expect(written == String(row))
        }
    }
}
