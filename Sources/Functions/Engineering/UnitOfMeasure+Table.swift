// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The table of CONVERT's units: names, quantity, factor to the base unit and prefixes (Excel's function page CONVERT).
extension UnitOfMeasure {
    struct Entry {
        let quantity: Quantity
        let factor: Double
        var prefixes = Prefixes.none
        var offset = 0.0
    }

    static let table: [String: Entry] = {
        var table: [String: Entry] = [:]
        for (quantity, names, factor, prefixes) in entries {
            for name in names.split(separator: " ") {
                table[String(name)] = Entry(quantity: quantity, factor: factor, prefixes: prefixes)
            }
        }
        for (name, length, prefixes) in lengths {
            for (mark, quantity, power) in [
                ("2", Quantity.area, 2), ("^2", .area, 2), ("3", .volume, 3), ("^3", .volume, 3),
            ] {
                let factor = power == 2 ? length * length : length * length * length
                let scaling: Prefixes = prefixes ? (power == 2 ? .squared : .cubed) : .none
                table[name + mark] = Entry(quantity: quantity, factor: factor, prefixes: scaling)
            }
        }
        for (names, factor, offset) in temperatures {
            for name in names.split(separator: " ") {
                let prefixes: Prefixes = name == "K" || name == "kel" ? .metric : .none
                table[String(name)] = Entry(quantity: .temperature, factor: factor, prefixes: prefixes, offset: offset)
            }
        }
        return table
    }()

    /// Scales by their degree in kelvins, and what to add to come to absolute zero.
    private static let temperatures: [(String, Double, Double)] = [
        ("C cel", 1, 273.15), ("F fah", 5.0 / 9, 459.67), ("K kel", 1, 0), ("Rank", 5.0 / 9, 0), ("Reau", 1.25, 218.52),
    ]

    /// Lengths that also name areas and volumes, in metres, and whether they take prefixes there.
    private static let lengths: [(String, Double, Bool)] = [
        ("ang", 1e-10, true), ("ft", 0.3048, false), ("in", 0.0254, false), ("ly", 9.46073047258080e15, false),
        ("m", 1, true), ("mi", 1609.344, false), ("Nmi", 1852, false), ("Pica", 0.0254 / 72, false),
        ("Picapt", 0.0254 / 72, false), ("yd", 0.9144, false),
    ]

    private static let entries: [(Quantity, String, Double, Prefixes)] = [
        (.mass, "g", 1, .metric),
        (.mass, "sg", 14593.9029372064, .none),
        (.mass, "lbm", 453.59237, .none),
        (.mass, "u", 1.660538782e-24, .metric),
        (.mass, "ozm", 28.349523125, .none),
        (.mass, "grain", 0.06479891, .none),
        (.mass, "cwt shweight", 45359.237, .none),
        (.mass, "uk_cwt lcwt hweight", 50802.34544, .none),
        (.mass, "stone", 6350.29318, .none),
        (.mass, "ton", 907184.74, .none),
        (.mass, "uk_ton LTON brton", 1016046.9088, .none),
        (.distance, "m", 1, .metric),
        (.distance, "mi", 1609.344, .none),
        (.distance, "Nmi", 1852, .none),
        (.distance, "in", 0.0254, .none),
        (.distance, "ft", 0.3048, .none),
        (.distance, "yd", 0.9144, .none),
        (.distance, "ang", 1e-10, .metric),
        (.distance, "ell", 1.143, .none),
        (.distance, "ly", 9.46073047258080e15, .metric),
        (.distance, "parsec pc", 3.08567758128155e16, .metric),
        (.distance, "Picapt Pica", 0.0254 / 72, .none),
        (.distance, "pica", 0.0254 / 6, .none),
        (.distance, "survey_mi", 6_336_000.0 / 3937, .none),
        (.time, "yr", 31_557_600, .none),
        (.time, "day d", 86400, .none),
        (.time, "hr", 3600, .none),
        (.time, "mn min", 60, .none),
        (.time, "sec s", 1, .metric),
        (.pressure, "Pa p", 1, .metric),
        (.pressure, "atm at", 101325, .metric),
        (.pressure, "mmHg", 133.322, .metric),
        (.pressure, "psi", 6894.75729316836, .none),
        (.pressure, "Torr", 101325.0 / 760, .none),
        (.force, "N", 1, .metric),
        (.force, "dyn dy", 1e-5, .metric),
        (.force, "lbf", 4.4482216152605, .none),
        (.force, "pond", 9.80665e-3, .metric),
        (.energy, "J", 1, .metric),
        (.energy, "e", 1e-7, .metric),
        (.energy, "c", 4.184, .metric),
        (.energy, "cal", 4.1868, .metric),
        (.energy, "eV ev", 1.602176487e-19, .metric),
        (.energy, "HPh hh", 2_684_519.53769617, .none),
        (.energy, "Wh wh", 3600, .metric),
        (.energy, "flb", 1.3558179483314, .none),
        (.energy, "BTU btu", 1055.05585262, .none),
        (.power, "HP h", 745.69987158227, .none),
        (.power, "PS", 735.49875, .none),
        (.power, "W w", 1, .metric),
        (.magnetism, "T", 1, .metric),
        (.magnetism, "ga", 1e-4, .metric),
        (.volume, "tsp", 4.92892159375e-6, .none),
        (.volume, "tspm", 5e-6, .none),
        (.volume, "tbs", 1.478676478125e-5, .none),
        (.volume, "oz", 2.95735295625e-5, .none),
        (.volume, "cup", 2.365882365e-4, .none),
        (.volume, "pt us_pt", 4.73176473e-4, .none),
        (.volume, "uk_pt", 5.6826125e-4, .metric),
        (.volume, "qt", 9.46352946e-4, .none),
        (.volume, "uk_qt", 1.1365225e-3, .none),
        (.volume, "gal", 3.785411784e-3, .none),
        (.volume, "uk_gal", 4.54609e-3, .none),
        (.volume, "l L lt", 1e-3, .metric),
        (.volume, "barrel", 0.158987294928, .none),
        (.volume, "bushel", 0.03523907016688, .none),
        (.volume, "GRT regton", 2.8316846592, .none),
        (.volume, "MTON", 1.13267386368, .none),
        (.area, "uk_acre", 4046.8564224, .none),
        (.area, "us_acre", 4046.87260987425, .none),
        (.area, "ar", 100, .metric),
        (.area, "ha", 10000, .none),
        (.area, "Morgen", 2500, .none),
        (.information, "bit", 1, .binary),
        (.information, "byte", 8, .binary),
        (.speed, "admkn", 0.514773333333333, .none),
        (.speed, "kn", 1852.0 / 3600, .none),
        (.speed, "m/h m/hr", 1.0 / 3600, .metric),
        (.speed, "m/s m/sec", 1, .metric),
        (.speed, "mph", 0.44704, .metric),
    ]
}
