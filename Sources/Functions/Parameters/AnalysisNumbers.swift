// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The numbers of GCD, LCM and MULTINOMIAL: also in ranges and arrays a text must read as a number, and a boolean is
/// `#VALUE!`. An argument left empty is `#N/A`, a reference to one blank cell is passed over, and the blank cells of a
/// larger range are zeros.
struct AnalysisNumbers: NumberSource {
    let values: Rest<Values>

    func forEach(_ body: (Double) throws(CellError) -> Void) throws(CellError) {
        for element in values.elements {
            if case .omitted = element.operand { throw .notAvailable }
            let dateSystem = element.context.workbook.dateSystem
            var visited = 0
            try element.forEach { value, _ throws(CellError) in
                if case .boolean = value { throw .value }
                visited += 1
                try body(Coercion.number(value, dateSystem))
            }
            if case .reference(let reference) = element.operand {
                let cells = reference.areas.reduce(0) { $0 + $1.range.cellCount }
                if cells > 1, visited < cells { try body(0) }
            }
        }
    }
}
