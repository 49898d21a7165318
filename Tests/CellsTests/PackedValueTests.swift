// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Testing

@Suite struct PackedValueTests {
    @Test(
        "Every kind of value keeps its meaning in eight bytes",
        arguments: [
            CellValue.number(0), .number(-0.5), .number(.greatestFiniteMagnitude), .number(.leastNonzeroMagnitude),
            .boolean(true), .boolean(false), .empty, .error(.divisionByZero), .error(.calculation),
        ])
    func roundTrip(value: CellValue) {
        #expect(Self.packed(value).value == value)
    }

    @Test func `What is not finite becomes an error, never a kind of its own`() {
        for number in [Double.nan, .infinity, -.infinity, -(0.0 / 0.0), Double(bitPattern: 0xFFFC_0000_0000_0001)] {
            #expect(PackedValue(number).value == .error(.number))
        }
    }

    @Test func `A page keeps the texts it holds, and lets them go`() {
        var plane = Plane<PackedValue>()
        weak var gone: CellText?
        do {
            let text = CellText("a text that is too long to be stored inside a string value")
            gone = text
            plane.set(PackedValue(unowned: text), row: 3, column: 1)
        }
        #expect(plane[3, 1].value == .text("a text that is too long to be stored inside a string value"))
        var fork: Plane<PackedValue>? = plane
        plane.set(.empty, row: 3, column: 1)
        #expect(gone != nil)
        #expect(fork?[3, 1].isText == true)
        fork = nil
        #expect(gone == nil)
    }

    private static func packed(_ value: CellValue) -> PackedValue {
        switch value {
        case .number(let number): PackedValue(number)
        case .boolean(let boolean): PackedValue(boolean)
        case .error(let error): PackedValue(error)
        default: .empty
        }
    }
}
