// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import OOXML
import Sessions
import Workbooks

/// `cellar recalc`: every formula is calculated anew, whatever value the file holds for it.
enum Recalculation {
    static func convert(_ bytes: [UInt8]) throws(ConversionError) -> [UInt8] {
        let file: SpreadsheetFile
        var state: WorkbookState
        do throws(PackageError) {
            file = try SpreadsheetFile(bytes, functions: .cellar)
            state = WorkbookState(file.workbook)
        } catch {
            throw .package(error)
        }
        do throws(WorkbookError) {
            let inputs = EvaluationInputs(now: SystemClock().localTime, seed: .random(in: 0...UInt64.max))
            let line = ProgressLine()
            defer { line.clear() }
            let control = CalculationControl(onProgress: { line.show($0) })
            try Calculator.calculate(&state, everything: true, inputs: inputs, control: control)
        } catch {
            throw .workbook(error)
        }
        do throws(PackageError) {
            return try file.saving(state.workbook).bytes
        } catch {
            throw .package(error)
        }
    }
}

/// `cellar roundtrip`: read and written, with nothing changed in between.
enum RoundTrip {
    static func convert(_ bytes: [UInt8]) throws(ConversionError) -> [UInt8] {
        do throws(PackageError) {
            let file = try SpreadsheetFile(bytes, functions: .cellar)
            return try file.saving(file.workbook).bytes
        } catch {
            throw .package(error)
        }
    }
}
