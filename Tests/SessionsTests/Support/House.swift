// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Drives
import OOXML
import Synchronization
import Testing
import Workbooks

@testable import Sessions

/// A drive with a registry over it, which a test can crash and start again.
final class House {
    let drive: InMemoryDrive
    let counting: CountingDrive
    let clock: FakeClock
    let events = Events()
    var registry: SessionRegistry
    let limits: SessionLimits
    private let format: WorkbookFormat
    private let coding: CommandCoding

    init(
        limits: SessionLimits = SessionLimits(), format: WorkbookFormat = .spreadsheet(),
        coding: CommandCoding = .standard
    ) throws {
        var limits = limits
        limits.threads = min(limits.threads, 4)
        limits.stackSize = 16 << 20
        self.limits = limits
        self.format = format
        self.coding = coding
        drive = InMemoryDrive()
        counting = CountingDrive(drive)
        clock = FakeClock()
        registry = try SessionRegistry(
            drive: counting, format: format, coding: coding, limits: limits, clock: clock, report: events.add)
    }

    /// Puts a workbook into the root folder.
    func add(_ name: String = "Book.xlsx", sheets: [String] = ["Sheet1"]) throws -> DriveItemID {
        try drive.putContent(
            Self.workbook(sheets), to: .child(name: name, parent: drive.root().id), conflict: .fail, ifMatch: nil
        ).item.id
    }

    static func workbook(_ sheets: [String] = ["Sheet1"]) throws -> [UInt8] {
        try SpreadsheetFile.blank(sheetNames: sheets).bytes
    }

    /// A process that ends without notice, and another on the same drive.
    func crash() async throws {
        registry = try SessionRegistry(
            drive: counting, format: format, coding: coding, limits: limits, clock: clock, report: events.add)
        try await registry.findUnsaved()
    }

    func session(_ item: DriveItemID, persists: Bool = true) async throws -> String {
        try await registry.createSession(item, persistsChanges: persists).id.description
    }

    func host(_ session: String, _ item: DriveItemID? = nil) async throws -> Host {
        try await registry.host(session: session, item: item)
    }

    /// The workbook that a download gives.
    func downloaded(_ item: DriveItemID) async throws -> Workbook {
        try SpreadsheetFile(try await registry.content(item).bytes).workbook
    }

    /// What happened in the background.
    final class Events: Sendable {
        private let list = Mutex<[SessionEvent]>([])

        var all: [SessionEvent] { list.withLock { $0 } }

        var add: @Sendable (SessionEvent) -> Void { { event in self.list.withLock { $0.append(event) } } }
    }
}

extension Workbook {
    /// The value of a cell such as `B2` of a sheet, the first unless another is named.
    func value(_ cell: String, sheet name: String? = nil) -> CellValue {
        guard let sheet = name.map({ sheet(named: $0) }) ?? sheets.first, let address = CellAddress(a1: cell) else {
            return .error(.reference)
        }
        return sheet.value(address.row, address.column)
    }

    /// Every cell of every sheet, with formulas, for comparison.
    var contents: [String] {
        sheets.flatMap { sheet -> [String] in
            guard let used = sheet.usedRange(valuesOnly: true) else { return ["\(sheet.name)"] }
            return ["\(sheet.name)"]
                + (used.firstRow...used.lastRow).flatMap { row in
                    (used.firstColumn...used.lastColumn).map { column in
                        let cell = CellAddress(row: row, column: column)
                        let formula = formulaText(at: cell, on: sheet.id) ?? ""
                        return "\(cell.row),\(cell.column) \(formula) \(sheet.value(row, column))"
                    }
                }
        }
    }
}

extension Host {
    /// Types a value or a formula into a cell of the first sheet, or of the one named.
    @discardableResult
    func set(_ cell: String, _ input: CellInput, sheet: String? = nil) async throws -> Performed {
        try await perform(UpdateRange.cell(cell, input, in: snapshot.workbook, sheet: sheet))
    }

    func value(_ cell: String, sheet: String? = nil) -> CellValue { snapshot.workbook.value(cell, sheet: sheet) }
}

extension UpdateRange {
    static func cell(_ cell: String, _ input: CellInput, in workbook: Workbook, sheet: String? = nil) throws -> Self {
        let sheet = try #require(sheet.map { workbook.sheet(named: $0) } ?? workbook.sheets.first)
        let address = try #require(CellAddress(a1: cell))
        return UpdateRange(
            sheet: sheet.id, range: CellRange(address), formulas: CellInputs(input), currentYear: 2026)
    }
}

/// Runs `body` and gives the error it throws, if it does.
func failure<Value>(_ body: () async throws -> Value) async -> SessionError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? SessionError
    }
}

/// The reason for which a session id is refused.
func invalidity<Value>(_ body: () async throws -> Value) async -> InvalidSession? {
    if case .invalidSession(let reason) = await failure(body) { reason } else { nil }
}
