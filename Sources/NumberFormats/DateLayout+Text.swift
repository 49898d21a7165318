// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension DateLayout {
    /// Appends a serial; false when it is no date: negative, in the 1900 system, or after the year 9999.
    func append(_ number: Double, system: DateSystem, to buffer: inout TextBuffer) -> Bool {
        var unit = 1
        for _ in 0..<subsecondDigits { unit *= 10 }
        guard number >= 0 || system == .excel1904 || isElapsedOnly,
            let (day, ticks) = DateSerial.split(number.magnitude, system: system, ticksPerSecond: unit)
        else { return false }
        if number < 0 { buffer.append(.minus) }
        var moment = Moment(
            date: DateSerial(day1900: day, second: ticks / unit),
            elapsedDays: day - Int(system.offsetTo1900),
            subticks: ticks % unit,
            eraYear: nil,
            gregorianYear: 0,
        )
        moment.gregorianYear = moment.date.year
        resolveCalendar(day1900: day, &moment)
        for piece in pieces {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .field(let field): append(field, of: moment, to: &buffer)
            }
        }
        return true
    }

    private struct Moment {
        var date: DateSerial
        var elapsedDays: Int
        var subticks: Int
        /// `nil` where years are not counted in eras.
        var eraYear: Int?
        /// `date` is in the calendar of the section.
        var gregorianYear: Int
        var eraNames: [String] = []
    }

    private func resolveCalendar(day1900: Int, _ moment: inout Moment) {
        if locale.isJapanese || calendar == .japanese {
            let era = FormatCalendar.japaneseEra(
                year: moment.date.year,
                month: moment.date.month,
                day: moment.date.day,
            )
            moment.eraYear = era.year
            moment.eraNames = era.names
        } else if locale.isTaiwanese {
            moment.eraYear = moment.date.year - 1911
        }
        guard calendar != .gregorian else { return }
        (moment.date.year, moment.date.month, moment.date.day) = calendar.date(
            year: moment.date.year,
            month: moment.date.month,
            day: moment.date.day,
            day1900: day1900,
        )
    }

    private func append(_ field: DateField, of moment: Moment, to buffer: inout TextBuffer) {
        let date = moment.date
        switch field {
        case .year(let digits): appendYear(date.year, digits: digits, to: &buffer)
        case .buddhistYear(let digits): appendYear(moment.gregorianYear + 543, digits: digits, to: &buffer)
        case .era(let length):
            if !moment.eraNames.isEmpty { buffer.append(moment.eraNames[length - 1]) }
        case .eraYear(let digits):
            switch moment.eraYear {
            case nil: numerals.append(abs(date.year), width: 4, byDigits: true, to: &buffer)
            case 1? where locale.namesFirstYear: buffer.append("元")
            case let year?: numerals.append(abs(year), width: min(digits, 2), to: &buffer)
            }
        case .month(let length): appendMonth(date.month, length: length, to: &buffer)
        case .day(let length):
            switch length {
            case 3: buffer.append(locale.names.shortDays[date.weekday])
            case 4: buffer.append(locale.names.days[date.weekday])
            default: numerals.append(date.day, width: length, to: &buffer)
            }
        default: appendTime(field, of: moment, to: &buffer)
        }
    }

    private func appendYear(_ year: Int, digits: Int, to buffer: inout TextBuffer) {
        numerals.append(digits == 2 ? abs(year) % 100 : abs(year), width: digits, byDigits: true, to: &buffer)
    }

    private func appendMonth(_ month: Int, length: Int, to buffer: inout TextBuffer) {
        let months = calendar == .hijri ? FormatCalendar.hijriMonths : locale.names.months
        switch length {
        case 3 where calendar != .hijri: buffer.append(locale.names.shortMonths[month - 1])
        case 3, 4: buffer.append(months[month - 1])
        case 5: buffer.append(String(months[month - 1].unicodeScalars.prefix(1)))
        default: numerals.append(month, width: length, to: &buffer)
        }
    }

    private func appendTime(_ field: DateField, of moment: Moment, to buffer: inout TextBuffer) {
        let date = moment.date
        switch field {
        case .hour(let length):
            let hour = usesTwelveHours ? (date.hour + 11) % 12 + 1 : date.hour
            numerals.append(hour, width: length, to: &buffer)
        case .minute(let length): numerals.append(date.minute, width: length, to: &buffer)
        case .second(let length): numerals.append(date.second, width: length, to: &buffer)
        case .elapsedHours(let length): numerals.append(moment.elapsedDays * 24 + date.hour, width: length, to: &buffer)
        case .elapsedMinutes(let length):
            numerals.append((moment.elapsedDays * 24 + date.hour) * 60 + date.minute, width: length, to: &buffer)
        case .elapsedSeconds(let length):
            let minutes = (moment.elapsedDays * 24 + date.hour) * 60 + date.minute
            numerals.append(minutes * 60 + date.second, width: length, to: &buffer)
        case .subsecond(let digits):
            buffer.append(.point)
            var divisor = 1
            for _ in digits..<subsecondDigits { divisor *= 10 }
            numerals.append(moment.subticks / divisor, width: digits, byDigits: true, to: &buffer)
        case .meridiem(let before, let after): buffer.append(date.hour < 12 ? before : after)
        case .localMeridiem: buffer.append(date.hour < 12 ? locale.names.before : locale.names.after)
        default: break
        }
    }
}
