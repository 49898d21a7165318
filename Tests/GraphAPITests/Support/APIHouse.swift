// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import GraphAPI
import HTTPMessages
import OOXML
import Sessions
import Synchronization

/// An API over a drive in memory with one blank workbook in it, `Book.xlsx` with `Sheet1` and `My data`.
final class APIHouse: Sendable {
    let drive = InMemoryDrive()
    let registry: SessionRegistry
    let api: GraphAPI
    let item: DriveItemID
    let records = Mutex<[RequestRecord]>([])

    init(_ configure: (inout GraphConfiguration) -> Void = { _ in }) throws {
        registry = try SessionRegistry(drive: drive, format: .spreadsheet(), coding: .standard)
        let bytes = try SpreadsheetFile.blank(sheetNames: ["Sheet1", "My data"]).bytes
        item = try Self.upload(bytes, as: "Book.xlsx", to: drive)
        var configuration = GraphConfiguration()
        // 2026-01-31T12:00:00Z
        configuration.clock = { 1_769_860_800_000 }
        configure(&configuration)
        api = GraphAPI(drive: drive, registry: registry, configuration: configuration)
    }

    @discardableResult
    static func upload(_ bytes: [UInt8], as name: String, to drive: InMemoryDrive) throws -> DriveItemID {
        let root = try drive.root().id
        return try drive.putContent(
            bytes, to: .child(name: name, parent: root), conflict: .replace, ifMatch: nil
        ).item.id
    }

    /// `{item}` and `{workbook}` in the targets of requests.
    var variables: [String: String] {
        ["item": item.rawValue, "workbook": "/v1.0/me/drive/items/\(item.rawValue)/workbook"]
    }

    func send(
        _ method: String, _ path: String, _ body: String = "", headers: HTTPHeaders = [:]
    ) async -> HTTPResponse {
        await api.respond(
            HTTPRequest(
                method: method, target: (variables["workbook"] ?? "") + path, headers: headers,
                body: Array(body.utf8)))
    }
}
