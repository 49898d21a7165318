// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import NumberFormats

/// Reads the tables of number formats that lie beside the package, when they do.
enum GoldenTables {
    /// One expectation: a value under a format, and the text it shows.
    struct Row {
        enum Value {
            case number(Double)
            case string(String)
            case boolean(Bool)
        }

        var value: Value
        var code: String
        var dateSystem = DateSystem.excel1900
        /// nil where the format is invalid or cannot show the value.
        var text: String?
        var origin = ""
    }

    static let folder: URL? = {
        let shared =
            ProcessInfo.processInfo.environment["CELLAR_SHARED"].map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("shared")
        let folder = shared.appendingPathComponent("golden/numfmt")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var isAbsent: Bool { folder == nil }

    private static func contents(_ name: String) throws -> Data {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appendingPathComponent(name))
    }

    static func lines(_ name: String) throws -> [String] {
        String(decoding: try contents(name), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: true)
            .map { $0.hasSuffix("\r") ? String($0.dropLast()) : String($0) }
    }

    static func json(_ name: String) throws -> Any {
        try JSONSerialization.jsonObject(with: try contents(name))
    }

    static func value(_ any: Any?) -> Row.Value? {
        if let number = any as? NSNumber {
            if CFNumberIsBoolean(number) { return .boolean(number.boolValue) }
            return .number(number.doubleValue)
        }
        return (any as? String).map { .string($0) }
    }

    private static func CFNumberIsBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }

    /// A table of one JSON object per line.
    static func objects(_ name: String) throws -> [Row] {
        try lines(name).compactMap { line in
            guard let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let value = value(row["value"]), let code = row["format"] as? String, let text = row["text"] as? String
            else { return nil }
            return Row(
                value: value,
                code: code,
                dateSystem: row["date1904"] as? Bool == true ? .excel1904 : .excel1900,
                text: row["error"] as? Bool == true ? nil : text,
                origin: row["source"] as? String ?? "",
            )
        }
    }

    /// A table with the formats in its first line and the values in its first column. A bar marks a text that the
    /// table's authors doubt.
    static func grid(_ name: String) throws -> [Row] {
        let lines = try lines(name).map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().flatMap { cells -> [Row] in
            guard let number = Double(cells[0]) else { return [] }
            return zip(header, cells).dropFirst().map { code, text in
                Row(value: .number(number), code: code, text: text.hasPrefix("|") ? String(text.dropFirst()) : text)
            }
        }
    }
}
