// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The days of the week on which nobody works.
struct Weekend {
    /// From Monday to Sunday.
    let isOff: [Bool]

    static let usual = Weekend(isOff: [false, false, false, false, false, true, true])

    var workdaysPerWeek: Int { isOff.count { !$0 } }

    private init(isOff: [Bool]) { self.isOff = isOff }

    /// The argument of NETWORKDAYS.INTL and WORKDAY.INTL: 1 to 7 for two days (1 is Saturday and Sunday, 2 Sunday and
    /// Monday), 11 to 17 for one (11 is Sunday), or seven digits from Monday where 1 is a day off.
    ///
    /// Throws `#NUM!` for another number, `#VALUE!` for another text.
    init(_ argument: CellValue?, _ context: CallContext) throws(CellError) {
        guard let argument else {
            self = .usual
            return
        }
        if case .text(let text) = argument {
            guard text.utf8.count == 7, text.utf8.allSatisfy({ $0 == 48 || $0 == 49 }) else { throw .value }
            isOff = text.utf8.map { $0 == 49 }
            return
        }
        var off = [Bool](repeating: false, count: 7)
        switch try Coercion.number(argument, context.workbook.dateSystem).rounded(.towardZero) {
        case let code where code >= 1 && code <= 7:
            off[(Int(code) + 4) % 7] = true
            off[(Int(code) + 5) % 7] = true
        case let code where code >= 11 && code <= 17: off[(Int(code) - 11 + 6) % 7] = true
        default: throw .number
        }
        isOff = off
    }
}

/// Days off besides the weekends: the last argument of NETWORKDAYS and WORKDAY.
struct Holidays: FunctionParameter {
    /// In order, each once.
    let days: [Int]

    static var isOptional: Bool { true }

    static func take(from arguments: inout ArgumentCursor) throws(CellError) -> Holidays {
        guard !arguments.isAtEnd, !arguments.isAtOmitted else {
            _ = arguments.operand()
            return Holidays(days: [])
        }
        let context = arguments.context
        var days: Set<Int> = []
        for element in try arguments.operand().usedMatrix(context).elements where !element.isEmpty {
            if case .boolean = element { throw .value }
            days.insert(try DateAndTime.day(Coercion.number(element, context.workbook.dateSystem), context))
        }
        return Holidays(days: days.sorted())
    }
}
