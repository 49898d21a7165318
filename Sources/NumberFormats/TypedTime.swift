// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A typed time of day or duration: `12:30`, `1:02:03.5 PM`, `5 PM`, `25:00`.
struct TypedTime {
    /// Days.
    let serial: Double
    /// nil where minutes or seconds beyond 59 carry over, which Excel shows as a plain number.
    let formatCode: String?
    let hasFraction: Bool

    init?(_ items: [TypedDate.Item]) {
        var items = items
        var isAfternoon: Bool?
        // A colon or a point may stand at the end: `5:`, `5:10:`, `5:10.`, `5:10 p.`
        let tail = items.last == .colon || items.last == .point ? items.removeLast() : nil
        if case .meridiem(let value)? = items.last {
            isAfternoon = value
            items.removeLast()
            // `12:30PM` is text in Excel, `12:30 PM` and `12:30 p` are times.
            guard items.last == .space else { return nil }
            items.removeLast()
        }
        var numbers: [Int] = []
        var fraction = 0.0
        var hasFraction = false
        for (index, item) in items.enumerated() {
            switch item {
            case .number(let value, let length) where index % 2 == 0:
                if index > 0, items[index - 1] == .point {
                    var scale = 1.0
                    for _ in 0..<min(length, 9) { scale *= 10 }
                    // Excel reads times to the millisecond.
                    fraction = (Double(value) / scale * 1000).rounded() / 1000
                } else {
                    // Beyond two digits none may be a leading zero.
                    guard length <= 2 || value >= 100 && length == String(value).utf8.count else { return nil }
                    numbers.append(value)
                }
            case .colon where index % 2 == 1 && !hasFraction: break
            case .point where index % 2 == 1 && numbers.count >= 2 && !hasFraction: hasFraction = true
            default: return nil
            }
        }
        guard case .number? = items.last else { return nil }
        if tail == .colon, isAfternoon == nil {
            guard numbers.count <= 2, !hasFraction else { return nil }
            // `5:` is five o'clock.
            if numbers.count == 1 { numbers.append(0) }
        }
        guard numbers.count >= 2 || isAfternoon != nil && numbers.count == 1, numbers.count <= 3,
            tail != .point || !hasFraction
        else { return nil }
        self.init(numbers, fraction: fraction, hasFraction: hasFraction, isAfternoon: isAfternoon)
    }

    private init?(_ numbers: [Int], fraction: Double, hasFraction: Bool, isAfternoon: Bool?) {
        // Two numbers with a fraction are minutes and seconds.
        var parts = hasFraction && numbers.count == 2 ? [0] + numbers : numbers
        while parts.count < 3 { parts.append(0) }
        self.hasFraction = hasFraction
        let countsHours = parts[0] > 23
        // One part may go beyond what a clock shows and carries over: `25:00`, `23:60:06`, `0:00:60`, `14:300.5`.
        let excess = (countsHours ? 1 : 0) + (parts[1] > 59 ? 1 : 0) + (parts[2] > 59 ? 1 : 0)
        guard parts.allSatisfy({ $0 <= 9999 }), excess <= 1 else { return nil }
        if let isAfternoon {
            guard parts[0] <= 12, excess == 0 else { return nil }
            parts[0] = parts[0] % 12 + (isAfternoon ? 12 : 0)
        }
        serial = DateSerial.time(hour: parts[0], minute: parts[1], second: Double(parts[2]) + fraction)
        if isAfternoon != nil {
            formatCode = numbers.count == 3 ? "h:mm:ss AM/PM" : "h:mm AM/PM"
        } else if hasFraction {
            formatCode = "mm:ss.0"
        } else if countsHours {
            formatCode = "[h]:mm:ss"
        } else if excess > 0 {
            formatCode = nil
        } else {
            formatCode = numbers.count == 3 ? "h:mm:ss" : "h:mm"
        }
    }
}
