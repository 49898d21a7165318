// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Cells

extension Engineering {
    /// `CONVERT`: a number in one unit of measure in another; `#N/A` for a unit it does not know or one of another
    /// quantity. Names are case-sensitive. Excel's function page CONVERT.
    static func convert(_ number: PlainNumber, _ from: String, _ to: String) throws(CellError) -> Double {
        guard let source = UnitOfMeasure(named: from), let target = UnitOfMeasure(named: to),
            source.quantity == target.quantity
        else { throw .notAvailable }
        if source == target { return number.value }
        if source.quantity == .temperature {
            // By way of kelvins.
            let kelvin = (number.value + source.offset) * source.factor
            return kelvin / target.factor - target.offset
        }
        return number.value * source.factor / target.factor
    }
}

/// A unit of measure of CONVERT: how many of its quantity's base units it is.
struct UnitOfMeasure: Hashable {
    enum Quantity: Hashable {
        case mass, distance, time, pressure, force, energy, power, magnetism, temperature, volume, area, information,
            speed
    }

    /// Which prefixes a unit takes.
    enum Prefixes {
        case none, metric, binary
        /// The metric ones, of the length in an area or a volume.
        case squared, cubed
    }

    let quantity: Quantity
    var factor: Double
    /// What to add before multiplying, to come to absolute temperature.
    var offset = 0.0

    /// The unit of a name, with its prefix if it has one; `nil` when there is none.
    init?(named name: String) {
        if let unit = Self.table[name] {
            quantity = unit.quantity
            factor = unit.factor
            offset = unit.offset
            return
        }
        for length in [1, 2] where name.utf8.count > length {
            let prefix = String(name.prefix(length))
            guard let unit = Self.table[String(name.dropFirst(length))],
                let scale = Self.scale(of: prefix, unit.prefixes)
            else { continue }
            quantity = unit.quantity
            factor = scale * unit.factor
            offset = unit.offset / scale
            return
        }
        return nil
    }

    private static func scale(of prefix: String, _ prefixes: Prefixes) -> Double? {
        let metric = metricPrefixes[prefix]
        switch prefixes {
        case .none: return nil
        case .metric: return metric
        case .binary: return binaryPrefixes[prefix] ?? metric
        case .squared: return metric.map { $0 * $0 }
        case .cubed: return metric.map { $0 * $0 * $0 }
        }
    }

    private static let metricPrefixes: [String: Double] = [
        "Y": 1e24, "Z": 1e21, "E": 1e18, "P": 1e15, "T": 1e12, "G": 1e9, "M": 1e6, "k": 1e3, "h": 1e2, "e": 1e1,
        "da": 1e1, "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15, "a": 1e-18,
        "z": 1e-21, "y": 1e-24,
    ]

    private static let binaryPrefixes: [String: Double] = [
        "Yi": 0x1p80, "Zi": 0x1p70, "Ei": 0x1p60, "Pi": 0x1p50, "Ti": 0x1p40, "Gi": 0x1p30, "Mi": 0x1p20, "ki": 0x1p10,
    ]
}
