// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Workbooks

/// The payload of a journal entry: what was done, and all it depended on besides the workbook.
///
///     1 byte    version of this layout (1)
///     1 byte    kind: 0 command, 1 calculation of what is dirty, 2 calculation of everything
///     4 bytes   revision of the engine that calculated
///     8 bytes   bits of `EvaluationInputs.now`
///     8 bytes   `EvaluationInputs.seed`
///     the rest  the command
///
/// Numbers are little-endian.
struct JournalRecord {
    var task: WorkbookTask
    var inputs: EvaluationInputs
    var engineRevision = Self.currentEngineRevision

    /// Changes with every release whose calculation may give other results. A journal of another revision is replayed
    /// and then checkpointed at once, so that its results do not change again.
    static let currentEngineRevision: UInt32 = 1

    private static let layout: UInt8 = 1
    private static let headerSize = 22

    init(task: WorkbookTask, inputs: EvaluationInputs) {
        self.task = task
        self.inputs = inputs
    }

    /// What precedes the command; the whole payload where there is none.
    var header: [UInt8] {
        var bytes: [UInt8] = [Self.layout]
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        switch task {
        case .command: bytes.append(0)
        case .calculation(everything: false): bytes.append(1)
        case .calculation(everything: true): bytes.append(2)
        }
        append(engineRevision)
        append(inputs.now.bitPattern)
        append(inputs.seed)
        return bytes
    }

    func payload(_ coding: CommandCoding) throws -> [UInt8] {
        guard case .command(let command) = task else { return header }
        return header + (try coding.encode(command))
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
        switch payload[1] {
        case 0: task = .command(try coding.decode(Array(payload[Self.headerSize...])))
        case 1 where payload.count == Self.headerSize: task = .calculation(everything: false)
        case 2 where payload.count == Self.headerSize: task = .calculation(everything: true)
        default: throw JournalRecordError.unknownKind(payload[1])
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
