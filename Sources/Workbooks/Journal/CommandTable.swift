// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Every command by its name in the journal.
public struct CommandTable: Sendable {
    /// How a command of one name is read.
    struct Row: Sendable {
        let name: String
        let decode: @Sendable (ArraySlice<UInt8>) throws(JournalCodingError) -> any Command

        init<C: Command>(_ command: C.Type) {
            name = command.name
            decode = { bytes throws(JournalCodingError) in try JournalDecoder.decode(command, from: bytes) }
        }
    }

    /// The table of this release.
    public static let standard = CommandTable(rows: rows)

    private let rows: [String: Row]

    init(rows: [Row]) {
        self.rows = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0) })
    }

    /// The names of all commands, sorted.
    public var names: [String] { rows.keys.sorted() }

    /// A command as bytes: its name, then its members.
    public func encode(_ command: some Command) throws(JournalCodingError) -> [UInt8] {
        var writer = JournalWriter()
        writer.append(type(of: command).name)
        writer.append(contentsOf: try JournalEncoder.encode(command))
        return writer.bytes
    }

    /// Reads what `encode` wrote; the bytes may be anything.
    public func decode(_ bytes: [UInt8]) throws(JournalCodingError) -> any Command {
        guard bytes.count <= JournalLimits.length else { throw .tooLong }
        var reader = JournalReader(bytes[...])
        let name = try reader.text()
        guard let row = rows[name] else { throw .unknownCommand(name) }
        return try row.decode(bytes.suffix(reader.remaining))
    }

    private static let rows: [Row] = [
        .init(UpdateRange.self),
        .init(ClearRange.self),
        .init(InsertCells.self),
        .init(DeleteCells.self),
        .init(MergeCells.self),
        .init(UnmergeCells.self),
        .init(ReorderRange.self),
        .init(AddWorksheet.self),
        .init(UpdateWorksheet.self),
        .init(DeleteWorksheet.self),
        .init(ProtectSheet.self),
        .init(UnprotectSheet.self),
        .init(AddTable.self),
        .init(UpdateTable.self),
        .init(DeleteTable.self),
        .init(ConvertTableToRange.self),
        .init(AddTableRows.self),
        .init(UpdateTableRow.self),
        .init(DeleteTableRow.self),
        .init(AddTableColumn.self),
        .init(UpdateTableColumn.self),
        .init(DeleteTableColumn.self),
        .init(SortTable.self),
        .init(ClearTableSort.self),
        .init(AddName.self),
        .init(UpdateName.self),
        .init(DeleteName.self),
        .init(CalculateWorkbook.self),
    ]
}
