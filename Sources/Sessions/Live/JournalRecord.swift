// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import Workbooks

/// The payload of a journal entry: what was done, and all it depended on besides the workbook.
///
///     1 byte    version of this layout (1)
///     1 byte    kind: 0 command, 1 calculation of what is dirty, 2 calculation of everything, 3 numbering
///     4 bytes   revision of the engine that calculated
///     8 bytes   bits of `EvaluationInputs.now`
///     8 bytes   `EvaluationInputs.seed`
///     the rest  the command; or the numbering: last sheet id (4), last table id (8), sheet ids (4 each)
///
/// Numbers are little-endian.
struct JournalRecord {
    enum Content: Sendable {
        case task(WorkbookTask)
        /// The ids of the sheets at this point; the first entry after a checkpoint, for the file does not hold them.
        case numbering(WorkbookNumbering)
    }

    var content: Content
    var inputs: EvaluationInputs
    var engineRevision = Self.currentEngineRevision

    /// Changes with every release whose calculation may give other results. A journal of another revision is replayed
    /// and then checkpointed at once, so that its results do not change again.
    static let currentEngineRevision: UInt32 = 1

    private static let layout: UInt8 = 1
    private static let headerSize = 22
    private static let numberingSize = 12

    init(_ content: Content, inputs: EvaluationInputs) {
        self.content = content
        self.inputs = inputs
    }

    private var kind: UInt8 {
        switch content {
        case .task(.command): 0
        case .task(.calculation(everything: false)): 1
        case .task(.calculation(everything: true)): 2
        case .numbering: 3
        }
    }

    func payload(_ coding: CommandCoding) throws -> [UInt8] {
        var bytes: [UInt8] = [Self.layout, kind]
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(engineRevision)
        append(inputs.now.bitPattern)
        append(inputs.seed)
        switch content {
        case .task(.command(let command)):
            bytes += try coding.encode(command)
        case .task(.calculation):
            break
        case .numbering(let numbering):
            append(numbering.lastSheetID)
            append(Int64(numbering.lastTableID))
            for sheet in numbering.sheets { append(sheet.rawValue) }
        }
        return bytes
    }

    init(payload: [UInt8], _ coding: CommandCoding) throws {
        guard payload.count >= Self.headerSize else { throw JournalRecordError.truncated }
        guard payload[0] == Self.layout else { throw JournalRecordError.unknownLayout(payload[0]) }
        func number<Number: FixedWidthInteger>(at offset: Int) -> Number {
            payload.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self)) }
        }
        engineRevision = number(at: 2)
        let now = Double(bitPattern: number(at: 6))
        guard now.isFinite else { throw JournalRecordError.invalidTime }
        inputs = EvaluationInputs(now: now, seed: number(at: 14))
        let size = payload.count - Self.headerSize
        switch payload[1] {
        case 0:
            content = .task(.command(try coding.decode(Array(payload[Self.headerSize...]))))
        case 1 where size == 0:
            content = .task(.calculation(everything: false))
        case 2 where size == 0:
            content = .task(.calculation(everything: true))
        case 3 where size >= Self.numberingSize && (size - Self.numberingSize) % 4 == 0:
            let sheets = stride(from: Self.headerSize + Self.numberingSize, to: payload.count, by: 4)
            content = .numbering(
                WorkbookNumbering(
                    sheets: sheets.map { SheetID(rawValue: number(at: $0)) },
                    lastSheetID: number(at: Self.headerSize),
                    lastTableID: Int(truncatingIfNeeded: number(at: Self.headerSize + 4) as Int64)))
        default:
            throw JournalRecordError.unknownKind(payload[1])
        }
    }
}

/// Why a payload is not a record.
enum JournalRecordError: Error, Hashable {
    case truncated
    case unknownLayout(UInt8)
    case unknownKind(UInt8)
    case invalidTime
}
