// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import HTTPMessages
import OData
import OOXML
import Workbooks

/// What the workbook of `CrashTests` holds, read through the API or from the file.
struct CrashState {
    struct Cell {
        var number: Double?
        var key: String?
    }

    static let writers = 4

    /// For each writer the cells by their one-based rows.
    var cells: [[Int: Cell]]
    /// The keys in the table, from top to bottom.
    var rows: [String]
    /// For each writer the number that it has overwritten last.
    var last: [Double]
    /// For each writer what `COUNT` says about its numbers.
    var counts: [Double]
    /// For each writer the file it has uploaded; empty when there is none. Nil in what was read from a file.
    var uploads: [[UInt8]]?

    /// Reads everything through the API.
    init(_ connection: ServerConnection) throws {
        func get(_ path: String) throws -> JSONValue {
            let response = try connection.send("GET", CrashWriter.workbook + path)
            guard response.status == 200 else { throw CrashStateError.status(response.status, path) }
            return response.json
        }
        let used = try get("/worksheets/Cells/usedRange?$select=address,rowIndex,columnIndex,values")
        let firstRow = Int(used["rowIndex"]?.integerValue ?? 0)
        let firstColumn = Int(used["columnIndex"]?.integerValue ?? 0)
        let grid = used["values"]?.arrayValue?.compactMap(\.arrayValue) ?? []
        cells = (0..<Self.writers).map { writer in
            var cells: [Int: Cell] = [:]
            for (offset, row) in grid.enumerated() {
                func cell(_ column: Int) -> JSONValue {
                    row.indices.contains(column - firstColumn) ? row[column - firstColumn] : ""
                }
                let (number, key) = (cell(2 * writer), cell(2 * writer + 1))
                guard number != "" || key != "" else { continue }
                cells[firstRow + offset + 1] = Cell(number: number.doubleValue, key: key.stringValue)
            }
            return cells
        }
        rows = (try get("/tables/Rows/rows?$select=values")["value"]?.arrayValue ?? []).compactMap {
            $0["values"]?.arrayValue?.first?.arrayValue?.first?.stringValue
        }
        let range = try get("/worksheets/Last/range(address='A1:B\(Self.writers)')?$select=values")
        let pairs = range["values"]?.arrayValue?.compactMap(\.arrayValue) ?? []
        last = pairs.map { $0[0].doubleValue ?? 0 }
        counts = pairs.map { $0[1].doubleValue ?? -1 }
        uploads = try (0..<Self.writers).map { writer in
            let response = try connection.send("GET", CrashWriter.file(of: writer))
            return response.status == 200 ? response.body : []
        }
    }

    /// Reads everything from the bytes of a file.
    init(file bytes: [UInt8]) throws {
        let workbook = try SpreadsheetFile(bytes).workbook
        guard let grid = workbook.sheet(named: "Cells"), let table = workbook.sheet(named: "Rows"),
            let ends = workbook.sheet(named: "Last")
        else { throw CrashStateError.missingSheet }
        let lastRow = grid.usedRange(valuesOnly: true)?.lastRow ?? 0
        cells = (0..<Int32(Self.writers)).map { writer in
            var cells: [Int: Cell] = [:]
            for row in 0...lastRow {
                let (number, key) = (grid.value(row, 2 * writer), grid.value(row, 2 * writer + 1))
                guard !number.isEmpty || !key.isEmpty else { continue }
                cells[Int(row) + 1] = Cell(number: Self.number(number), key: Self.text(key))
            }
            return cells
        }
        rows = table.tables.first.map { table.texts(below: $0.range) } ?? []
        last = (0..<Int32(Self.writers)).map { Self.number(ends.value($0, 0)) ?? 0 }
        counts = (0..<Int32(Self.writers)).map { Self.number(ends.value($0, 1)) ?? -1 }
    }

    private static func number(_ value: CellValue) -> Double? {
        if case .number(let number) = value { number } else { nil }
    }

    fileprivate static func text(_ value: CellValue) -> String? {
        if case .text(let text) = value { "\(text)" } else { nil }
    }
}

enum CrashStateError: Error {
    case status(Int, String)
    case missingSheet
}

extension Worksheet {
    /// The texts in the first column of a table, without its header.
    fileprivate func texts(below range: CellRange) -> [String] {
        (range.firstRow + 1..<range.lastRow + 1).compactMap { CrashState.text(value($0, range.firstColumn)) }
    }
}
