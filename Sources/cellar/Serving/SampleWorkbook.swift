// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Drives
import OOXML
import Sessions
import Workbooks

/// The workbook that a new drive begins with: a small quotation with inputs, formulas, a table and a name.
///
/// | cell | holds |
/// |---|---|
/// | `B2` | units, the input of the examples |
/// | `B3` | the name `UnitPrice` |
/// | `B4` | the discount, looked up in the table `Discounts` |
/// | `B5` | the total |
enum SampleWorkbook {
    static let fileName = "Sample.xlsx"

    /// Puts the workbook into a drive that holds nothing yet.
    ///
    /// - Returns: whether it was put there.
    static func offer(to drive: any Drive) throws(SampleFailure) -> Bool {
        do throws(DriveError) {
            let root = try drive.root()
            guard case .folder(childCount: 0) = root.kind else { return false }
        } catch {
            throw SampleFailure(reason: error.description)
        }
        let bytes = try make()
        do throws(DriveError) {
            let destination = ContentDestination.child(name: fileName, parent: try drive.root().id)
            _ = try drive.putContent(bytes, to: destination, conflict: .fail, ifMatch: nil)
            return true
        } catch {
            throw SampleFailure(reason: error.description)
        }
    }

    /// The file's bytes.
    static func make() throws(SampleFailure) -> [UInt8] {
        let file = SpreadsheetFile.blank(sheetNames: ["Quote"], functions: .cellar)
        var state = WorkbookState(file.workbook)
        do throws(WorkbookError) {
            for command in try commands(sheet: state.workbook.sheets[0].id) {
                let change = try command.apply(to: &state.workbook)
                try Calculator.recalculate(&state, after: change, inputs: EvaluationInputs(now: 46_000, seed: 1))
            }
        } catch {
            throw SampleFailure(reason: error.message)
        }
        do throws(PackageError) {
            return try file.saving(state.workbook).bytes
        } catch {
            throw SampleFailure(reason: "\(error)")
        }
    }

    private static func commands(sheet: SheetID) throws(WorkbookError) -> [any Command] {
        /// Fills a block from its first cell on; every row gives its texts and numbers, and formats where there are
        /// any.
        func fill(
            row: Int32, column: Int32, _ values: [[CellInput]], formats: [[CellInput]]? = nil
        ) throws(WorkbookError) -> UpdateRange {
            let range = CellRange(
                firstRow: row, firstColumn: column, lastRow: row + Int32(values.count) - 1,
                lastColumn: column + Int32(values[0].count) - 1)
            var numberFormat: CellInputs?
            if let formats { numberFormat = try CellInputs(formats) }
            return UpdateRange(
                sheet: sheet, range: range, values: try CellInputs(values), numberFormat: numberFormat,
                currentYear: 2026)
        }
        let discounts: [[CellInput]] = [
            [.text("From units"), .text("Discount")], [.number(0), .number(0)], [.number(50), .number(0.05)],
            [.number(100), .number(0.1)], [.number(500), .number(0.18)],
        ]
        let general = CellInput.text("General")
        let percent = discounts.indices.map { [general, $0 == 0 ? general : .text("0%")] }
        let lookup = "=INDEX(Discounts[Discount],MATCH(B2,Discounts[From units],1))"
        return [
            try fill(row: 0, column: 3, discounts, formats: percent),
            AddTable(
                sheet: sheet, range: CellRange(firstRow: 0, firstColumn: 3, lastRow: 4, lastColumn: 4),
                hasHeaders: true, name: "Discounts"),
            try fill(
                row: 0, column: 0,
                [
                    [.text("Quotation"), .unchanged], [.text("Units"), .number(20)],
                    [.text("Unit price"), .number(12.5)],
                ]),
            AddName(name: "UnitPrice", formula: "=Quote!$B$3", comment: "What one unit costs"),
            try fill(
                row: 3, column: 0,
                [[.text("Discount"), .text(lookup)], [.text("Total"), .text("=B2*UnitPrice*(1-B4)")]],
                formats: [[general, .text("0%")], [general, .text("#,##0.00")]]),
        ]
    }
}

/// Why there is no sample.
struct SampleFailure: Error {
    let reason: String
}
