// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import NumberFormats

extension DateAndTime {
    /// `DATEVALUE`: the day that a text names; a time in it is passed over. ECMA-376-1 §18.17.7.
    static func dateValue(_ text: CellValue, _ context: CallContext) throws(CellError) -> Double {
        try moment(text, context).rounded(.down)
    }

    /// `TIMEVALUE`: the time of day that a text names; a date in it is passed over. ECMA-376-1 §18.17.7.
    static func timeValue(_ text: CellValue, _ context: CallContext) throws(CellError) -> Double {
        let moment = try moment(text, context)
        return moment - moment.rounded(.down)
    }

    /// The serial of a text; nothing but a text will do.
    private static func moment(_ value: CellValue, _ context: CallContext) throws(CellError) -> Double {
        switch value {
        case .error(let error): throw error
        case .text(let text):
            let system = context.workbook.dateSystem
            guard let moment = Coercion.moment(text: text, system, currentYear: currentYear(context)) else {
                throw .value
            }
            return moment
        default: throw .value
        }
    }

    /// The year of the recalculation, which a date typed without a year falls into.
    static func currentYear(_ context: CallContext) -> Int {
        DateSerial(serial: context.now, system: context.workbook.dateSystem)?.year ?? 1900
    }
}
