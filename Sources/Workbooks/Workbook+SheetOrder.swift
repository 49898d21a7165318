// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Formulas whose result may follow from which sheets there are, in which order and with which names.
    var formulasOverSheets: [Area] {
        formulaCells { part in
            switch part {
            case .reference(let reference):
                if case .span = reference.prefix { true } else { false }
            case .call(let name, _): ["SHEET", "SHEETS", "CELL", "FORMULATEXT"].contains(name)
            default: false
            }
        }
    }

    /// The sheets users see.
    var visibleSheetCount: Int { sheets.count { $0.visibility == .visible } }

    /// Brings a visible sheet to the front when the one that was there is gone or hidden: the next one, else the last
    /// before it.
    mutating func showVisibleSheet() {
        activeSheet = min(max(activeSheet, 0), max(sheets.count - 1, 0))
        guard !sheets.isEmpty, sheets[activeSheet].visibility != .visible else { return }
        activeSheet =
            sheets.indices.first { $0 > activeSheet && sheets[$0].visibility == .visible }
            ?? sheets.indices.last { $0 < activeSheet && sheets[$0].visibility == .visible } ?? activeSheet
    }
}
