// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData
import TestSupport

/// A client that changes the workbook of `CrashTests` and keeps a book of what it was promised.
///
/// Every change goes to a place of its own, so that each must be found whatever came after it; only the newest number
/// in `Last` and a text file are overwritten again and again.
struct CrashWriter: Sendable {
    /// The first column on `Cells`, the row on `Last`, and a part of every key in the table.
    let number: Int
    private var random: SeededGenerator
    private var next = 1

    /// Numbers that were sent, and those of them that were answered with success.
    private var sent: [Place: [Int]] = [:]
    private(set) var answered: [Place: [Int]] = [:]
    /// Answers that were neither success nor the end of the connection.
    private(set) var refusals: [String] = []

    enum Place: CaseIterable {
        case cell, tableRow, last, upload
    }

    init(number: Int, seed: UInt64) {
        self.number = number
        random = SeededGenerator(seed: seed)
    }

    static let workbook = "/v1.0/me/drive/root:/Ledger.xlsx:/workbook"
    static let content = "/v1.0/me/drive/root:/Ledger.xlsx:/content"

    /// Writes in a persistent session and without one, and downloads now and then, until the server is gone.
    mutating func write(port: Int) {
        do {
            let connection = try ServerConnection(port: port)
            let made = try connection.send(
                "POST", Self.workbook + "/createSession", json: ["persistChanges": true])
            guard made.status == 201, let session = made.json["id"]?.stringValue else {
                refusals.append("createSession: \(made.status)")
                return
            }
            while true {
                let headers: HTTPHeaders = Bool.random(using: &random) ? ["workbook-session-id": session] : [:]
                if Int.random(in: 0..<25, using: &random) == 0 {
                    // A download makes the server write its file.
                    let file = try connection.send("GET", Self.content)
                    if file.status != 200 { refusals.append("download: \(file.status)") }
                }
                try change(connection, headers)
            }
        } catch {
            // The server was killed: what has no answer may be there or not.
        }
    }

    private mutating func change(_ connection: ServerConnection, _ headers: HTTPHeaders) throws {
        let value = next
        next += 1
        let place = Place.allCases[[0, 0, 1, 1, 2, 3][Int.random(in: 0..<6, using: &random)]]
        sent[place, default: []].append(value)
        let response: HTTPResponse
        switch place {
        case .cell:
            let columns = Self.columns(of: number)
            let address = "\(columns.0)\(value):\(columns.1)\(value)"
            response = try connection.send(
                "PATCH", Self.workbook + "/worksheets/Cells/range(address='\(address)')?$select=address", headers,
                json: ["values": [[.integer(Int64(value)), .string(key(value))]]])
        case .tableRow:
            response = try connection.send(
                "POST", Self.workbook + "/tables/Rows/rows/add", headers,
                json: ["index": nil, "values": [[.string(key(value)), .integer(Int64(value))]]])
        case .last:
            response = try connection.send(
                "PATCH", Self.workbook + "/worksheets/Last/range(address='A\(number + 1)')?$select=address", headers,
                json: ["values": [[.integer(Int64(value))]]])
        case .upload:
            response = try connection.send("PUT", Self.file(of: number), body: text(value))
        }
        if response.isSuccess {
            answered[place, default: []].append(value)
        } else {
            refusals.append("\(place) \(value): \(response.status) \(String(decoding: response.body, as: UTF8.self))")
        }
    }

    /// The columns on `Cells` for the numbers and the keys of a writer.
    static func columns(of number: Int) -> (Character, Character) {
        let letters = Array("ABCDEFGH")
        return (letters[2 * number], letters[2 * number + 1])
    }

    /// The path of the text file that a writer uploads.
    static func file(of number: Int) -> String { "/v1.0/me/drive/root:/w\(number).txt:/content" }

    /// What an upload holds: long enough to be cut if it were not written whole.
    private func text(_ value: Int) -> [UInt8] {
        Array(String(repeating: key(value) + "\n", count: 4_000).utf8)
    }

    private func key(_ value: Int) -> String { "w\(number)-\(value)" }
}

extension CrashWriter {
    /// What is wrong with a state of the workbook: promises that are broken, and what nobody asked for.
    func problems(in state: CrashState, seenThrough source: String) -> [String] {
        var problems: [String] = []
        let cells = state.cells[number]
        let allowed = Set(sent[.cell] ?? [])
        for value in answered[.cell] ?? [] where cells[value] == nil {
            problems.append("cell \(key(value)) is lost")
        }
        for (row, cell) in cells where !allowed.contains(row) || cell.number != Double(row) || cell.key != key(row) {
            problems.append("row \(row) holds \(cell)")
        }
        if state.counts[number] != Double(cells.count) {
            problems.append("COUNT is \(state.counts[number]) over \(cells.count) numbers")
        }
        let prefix = "w\(number)-"
        let rows = state.rows.filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }
        for value in Set(answered[.tableRow] ?? []).subtracting(rows) {
            problems.append("table row \(key(value)) is lost")
        }
        if !Set(rows).isSubset(of: sent[.tableRow] ?? []) || rows != Array(Set(rows)).sorted() {
            problems.append("the table has rows that were not sent, twice or in another order: \(rows)")
        }
        let last = state.last[number]
        let promised = answered[.last]?.last ?? 0
        if last < Double(promised) || last != 0 && !(sent[.last] ?? []).map(Double.init).contains(last) {
            problems.append("the last number is \(last), \(promised) was promised")
        }
        if let upload = state.uploads?[number] {
            let promised = answered[.upload]?.last
            let wholes = (sent[.upload] ?? []).filter { $0 >= promised ?? 0 }
            if !(upload.isEmpty && promised == nil) && !wholes.contains(where: { text($0) == upload }) {
                problems.append(
                    "the upload begins with \(String(decoding: upload.prefix(10), as: UTF8.self)), \(promised ?? 0) was promised"
                )
            }
        }
        return problems.map { "\(source), writer \(number): \($0)" }
    }
}
