// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import TestSupport
import Testing

@testable import Workbooks

struct JournalTests {
    private let sheet = SheetID(rawValue: 7)

    @Test func `Primitive members come back as they were`() throws {
        struct Members: Codable, Equatable {
            var first: Int?
            var second: String?
            var third: Double
            var fourth: [Int8?]
            var fifth: [String]
            var sixth: UInt64
            var seventh: Bool?
            var eighth: [[Int32]]
        }
        let members = Members(
            first: nil, second: "ä€😀", third: -0.0, fourth: [nil, -128, 127], fifth: [], sixth: .max, seventh: false,
            eighth: [[.min], [], [0, .max]])
        let bytes = try JournalEncoder.encode(members)
        #expect(try JournalDecoder.decode(Members.self, from: bytes[...]) == members)
        #expect(bytes.count < 80)
    }

    @Test func `Inputs of every kind come back`() throws {
        let numbers: [Double] = [0, -0.0, 1, -1, 0.1, 1e300, .leastNonzeroMagnitude, 0x1p47, 0x1p48, 0x1p60, -3e15]
        let elements = numbers.map(CellInput.number) + [.unchanged, .boolean(true), .boolean(false), "", "=A1", "ß"]
        let inputs = try CellInputs(rows: 1, columns: elements.count, elements: elements)
        let back = try JournalDecoder.decode(CellInputs.self, from: try JournalEncoder.encode(inputs)[...])
        #expect(back == inputs)
        for case (.number(let one), .number(let other)) in zip(back.elements, elements) {
            #expect(one.bitPattern == other.bitPattern)
        }
    }

    @Test func `A cell of an update takes a few bytes`() throws {
        let elements = (0..<100_000).map { CellInput.number(Double($0 % 100)) }
        let command = UpdateRange(
            sheet: sheet, range: CellRange(firstRow: 0, firstColumn: 0, lastRow: 999, lastColumn: 99),
            values: try CellInputs(rows: 1000, columns: 100, elements: elements), currentYear: 2026)
        let bytes = try CommandTable.standard.encode(command)
        #expect(bytes.count < 300_100)
        let back = try #require(try CommandTable.standard.decode(bytes) as? UpdateRange)
        #expect(back.values == command.values && back.range == command.range && back.sheet == sheet)
    }

    @Test func `Cut and changed bytes are refused or give a command, and never trap`() throws {
        var generator = SeededGenerator(seed: 42)
        for command in RandomCommands.samples {
            let bytes = try CommandTable.standard.encode(command)
            for length in bytes.indices {
                #expect(throws: JournalCodingError.self) { try CommandTable.standard.decode(Array(bytes[..<length])) }
            }
            for _ in 0..<200 {
                var changed = bytes
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    changed[Int.random(in: changed.indices, using: &generator)] = .random(
                        in: 0...255, using: &generator)
                }
                _ = try? CommandTable.standard.decode(changed)
            }
            #expect(throws: JournalCodingError.trailingBytes(1)) { try CommandTable.standard.decode(bytes + [0]) }
        }
    }

    @Test(
        "Hostile bytes are refused before they cost memory",
        arguments: [
            [], [0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [1, 0xC0], [1, 0x41],
        ])
    func hostile(bytes: [UInt8]) {
        #expect(throws: JournalCodingError.self) { try CommandTable.standard.decode(bytes) }
    }

    @Test func `A grid that claims more cells than its bytes is refused`() throws {
        var writer = JournalWriter()
        writer.append(UInt64(4))
        writer.append(UInt64(4))
        writer.append(contentsOf: [0, 0, 0])
        let bytes = try JournalEncoder.encode(PackedBytes(writer.bytes))
        #expect(throws: JournalCodingError.truncated) {
            try JournalDecoder.decode(CellInputs.self, from: bytes[...])
        }
    }

    @Test func `Values nested too deeply are refused`() throws {
        indirect enum Nest: Codable {
            case end
            case inner(Nest)

            func encode(to encoder: any Encoder) throws {
                var container = encoder.unkeyedContainer()
                if case .inner(let nest) = self { try container.encode(nest) }
            }

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                self = container.isAtEnd ? .end : .inner(try container.decode(Nest.self))
            }

            init(depth: Int) { self = depth == 0 ? .end : .inner(Nest(depth: depth - 1)) }
        }
        #expect(throws: JournalCodingError.tooDeep) { try JournalEncoder.encode(Nest(depth: 100)) }
        let nested: [UInt8] = (0..<400).map { $0 % 4 == 0 ? 1 : 0 } + [0, 0, 0, 0]
        #expect(throws: JournalCodingError.tooDeep) { try JournalDecoder.decode(Nest.self, from: nested[...]) }
    }

    @Test func `Every command comes back and is written the same again`() throws {
        for command in RandomCommands.samples {
            let bytes = try CommandTable.standard.encode(command)
            let back = try CommandTable.standard.decode(bytes)
            #expect(String(describing: back) == String(describing: command))
            #expect(try CommandTable.standard.encode(back) == bytes)
        }
    }

    @Test func `Every command is in the table under its own name`() throws {
        for command in RandomCommands.samples {
            #expect(CommandTable.standard.names.contains(type(of: command).name))
        }
        #expect(Set(RandomCommands.samples.map { type(of: $0).name }) == Set(CommandTable.standard.names))
    }
}
