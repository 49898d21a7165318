// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Workbooks

/// An estimate of what a workbook holds in memory: its pages, what calculation keeps beside the formulas, and the
/// orders that ranges were sorted into since the file was read.
enum WorkbookMemory {
    /// A page's object and allocation besides its elements.
    private static let pageOverhead = 80
    /// What the dependency graph keeps for each element of a page of formulas, about.
    private static let graphShare = 8
    /// What every workbook costs.
    private static let base = 64 << 10

    /// Bytes of a workbook; with `origin`, only of the pages that it does not share with that.
    static func bytes(of workbook: Workbook, beyond origin: Workbook? = nil) -> Int {
        var bytes = base
        for (index, sheet) in workbook.sheets.enumerated() {
            var shared: Worksheet?
            if let origin, index < origin.sheets.count, origin.sheets[index].id == sheet.id {
                shared = origin.sheets[index]
            }
            bytes += self.bytes(of: sheet.values, beyond: shared?.values)
            bytes += self.bytes(of: sheet.formulas, beyond: shared?.formulas, extra: graphShare)
            bytes += self.bytes(of: sheet.styles, beyond: shared?.styles)
            bytes += self.bytes(of: sheet.arrayCover, beyond: shared?.arrayCover)
        }
        for case .reorder(let move, _) in workbook.edits.dropFirst(origin?.edits.count ?? 0) {
            bytes += move.targets.count * MemoryLayout<Int32>.stride
        }
        return bytes
    }

    private static func bytes<Element>(
        of plane: Plane<Element>, beyond origin: Plane<Element>?, extra: Int = 0
    ) -> Int {
        var bytes = 0
        for (number, column) in plane.columns.enumerated() {
            let others = origin.flatMap { number < $0.columns.count ? $0.columns[number].pages : nil } ?? []
            for (index, page) in column.pages.enumerated() {
                guard let page, index >= others.count || others[index] !== page else { continue }
                bytes += pageOverhead + page.capacity * (MemoryLayout<Element>.stride + extra)
            }
        }
        return bytes
    }
}
