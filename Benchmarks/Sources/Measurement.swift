// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Calculation
import Cells
import OOXML
import Workbooks

/// What one process found out; every engine answers in this form.
struct Findings: Codable {
    /// Seconds or bytes, by the names of the report's rows.
    var figures: [String: Double] = [:]
    /// The ten outputs at the end.
    var outputs: [Output] = []

    /// A cell's value: a number, a text or neither.
    struct Output: Codable {
        var number: Double?
        var text: String?

        init(_ value: CellValue) {
            switch value {
            case .number(let value): number = value
            case .text(let value): text = value
            case .boolean(let value): number = value ? 1 : 0
            case .error(let error): text = error.text
            case .empty: text = ""
            }
        }
    }
}

/// Measures one workbook in this process.
struct Measurement {
    private let entry: Manifest.Entry
    private let path: String
    let clock = ContinuousClock()
    /// 2026-01-01; no workbook of the benchmarks depends on it.
    static let inputs = EvaluationInputs(now: 46_023, seed: 1)
    /// How often something quick is repeated, and for how long at most.
    private static let repetitions = 200
    private static let patience = Duration.seconds(4)
    static let loadRepetitions = 9

    init(of workbook: String, in manifest: Manifest, folder: String) throws {
        guard let entry = manifest.workbooks.first(where: { $0.name == workbook }) else {
            throw BenchmarkError.unknown(workbook: workbook)
        }
        self.entry = entry
        path = folder + "/" + entry.file
    }

    func run(_ measure: String) throws -> Findings {
        switch measure {
        case "open": return try open()
        case "load": return try load()
        case "save": return try save()
        case "footprint": return try footprint()
        case "fork": return try fork()
        case "threads": return try threads()
        default:
            guard let variation = entry.cases.first(where: { $0.name == measure }) else {
                throw BenchmarkError.unknownMeasure(measure)
            }
            return try whatIf(variation)
        }
    }

    /// From the file on disk to ten answers.
    private func open() throws -> Findings {
        var findings = Findings()
        let start = clock.now
        let file = try SpreadsheetFile(LocalBytes.read(path))
        let read = clock.now
        var state = WorkbookState(file.workbook)
        let built = clock.now
        try Calculator.calculate(&state, everything: true, inputs: Self.inputs)
        let calculated = clock.now
        findings.outputs = outputs(of: state)
        findings.figures = [
            "load": seconds(built - start), "graph": seconds(built - read),
            "recalculation": seconds(calculated - built),
            "open": seconds(clock.now - start), "peak": Double(try ResidentMemory.peak()),
        ]
        return findings
    }

    /// The file read again and again, beside the least that reading can take.
    private func load() throws -> Findings {
        let bytes = try LocalBytes.read(path)
        let limit = ReadingLimit(bytes)
        var loads: [Double] = []
        var limits: [Double] = []
        var tags = 0
        for _ in 0..<Self.loadRepetitions {
            let start = clock.now
            tags &+= try limit.inflateAndScan()
            let scanned = clock.now
            let file = try SpreadsheetFile(bytes)
            loads.append(seconds(clock.now - scanned))
            limits.append(seconds(scanned - start))
            guard !file.workbook.sheets.isEmpty else { throw BenchmarkError.unreadableArchive }
        }
        guard tags > 0, let load = loads.min(), let limit = limits.min() else { throw BenchmarkError.unreadableArchive }
        return Findings(figures: ["readAgain": load, "readingLimit": limit])
    }

    /// One input is changed, what depends on it is recalculated, ten outputs are read.
    private func whatIf(_ variation: Manifest.Case) throws -> Findings {
        var state = try calculated().state
        var times: [Double] = []
        let end = clock.now + Self.patience
        for round in 1...Self.repetitions where clock.now < end {
            let start = clock.now
            try set(variation.input, to: variation.start + Double(round) * variation.step, in: &state)
            _ = outputs(of: state)
            times.append(seconds(clock.now - start))
        }
        // A common last state, however many rounds there were.
        try set(variation.input, to: variation.start + 7 * variation.step, in: &state)
        return Findings(figures: ["whatIf": median(times)], outputs: outputs(of: state))
    }

    /// The calculated workbook written anew, and the same with one cell changed, both as bytes in memory.
    ///
    /// A workbook without formats of its own goes to a new file; one with formats goes over its own file, in which
    /// every result has changed.
    private func save() throws -> Findings {
        guard let edited = entry.edited else { throw BenchmarkError.unknownMeasure("save") }
        var (file, state) = try calculated()
        var start = clock.now
        if state.workbook.styles.formats.count > 1 {
            file = try file.saving(state.workbook)
        } else {
            let (blank, copy) = Self.unsaved(state.workbook)
            start = clock.now
            file = try blank.saving(copy)
        }
        let size = try file.bytes.count
        let saved = clock.now
        // From here the edits go against the file that came in, as in a server that has it open.
        (file, state) = try calculated()
        file = try file.saving(state.workbook)
        _ = try file.bytes
        try set(edited, to: 3.5, in: &state)
        let changed = clock.now
        _ = try file.saving(state.workbook).bytes
        let end = clock.now
        return Findings(
            figures: [
                "save": seconds(saved - start), "saveEdited": seconds(end - changed), "bytes": Double(size),
            ], outputs: outputs(of: state))
    }

    /// A blank file with the same sheets, and the workbook's cells as they would have been entered into it.
    private static func unsaved(_ workbook: Workbook) -> (blank: SpreadsheetFile, workbook: Workbook) {
        let blank = SpreadsheetFile.blank(sheetNames: workbook.sheets.map(\.name))
        var copy = blank.workbook
        precondition(copy.sheets.map(\.id) == workbook.sheets.map(\.id), "formulas name sheets by their ids")
        copy.formulas = workbook.formulas
        copy.names = workbook.names
        for (index, sheet) in workbook.sheets.enumerated() {
            copy.sheets[index].values = sheet.values
            copy.sheets[index].formulas = sheet.formulas
        }
        return (blank, copy)
    }

    /// What reading takes of memory, beside what the workbook that was read keeps.
    private func footprint() throws -> Findings {
        let empty = Double(try ResidentMemory.current())
        let state = WorkbookState(try SpreadsheetFile(LocalBytes.read(path)).workbook)
        try ResidentMemory.giveBack()
        let kept = Double(try ResidentMemory.current()) - empty
        let peak = Double(try ResidentMemory.peak()) - empty
        return Findings(figures: ["loaded": kept, "loadPeak": peak], outputs: outputs(of: state))
    }

    /// The same edit in place and in a fork, whose original is kept, in turn.
    private func fork() throws -> Findings {
        guard let variation = entry.cases.first else { throw BenchmarkError.unknownMeasure("fork") }
        var state = try calculated().state
        var edits: [Double] = []
        var forks: [Double] = []
        let before = outputs(of: state).map(\.number)
        for round in 1...Self.repetitions {
            let value = variation.start + Double(round) * variation.step
            var start = clock.now
            var copy = state
            try set(variation.input, to: value, in: &copy)
            forks.append(seconds(clock.now - start))
            if round == 1, outputs(of: state).map(\.number) != before { throw BenchmarkError.leakingFork }
            copy = WorkbookState(Workbook())
            start = clock.now
            try set(variation.input, to: value, in: &state)
            edits.append(seconds(clock.now - start))
        }
        return Findings(figures: ["edit": median(edits), "fork": median(forks)], outputs: outputs(of: state))
    }

    func calculated() throws -> (file: SpreadsheetFile, state: WorkbookState) {
        let file = try SpreadsheetFile(LocalBytes.read(path))
        var state = WorkbookState(file.workbook)
        try Calculator.calculate(&state, everything: true, inputs: Self.inputs)
        return (file, state)
    }

    private func set(_ cell: Manifest.Cell, to value: Double, in state: inout WorkbookState) throws {
        guard let sheet = sheet(cell, of: state)?.id else {
            throw BenchmarkError.unknown(workbook: entry.name)
        }
        let address = CellAddress(row: Int32(cell.row - 1), column: Int32(cell.column - 1))
        let command = UpdateRange(
            sheet: sheet, range: CellRange(address), values: CellInputs(.number(value)), currentYear: 2026)
        let change = try command.apply(to: &state.workbook)
        try Calculator.recalculate(&state, after: change, inputs: Self.inputs)
    }

    func outputs(of state: WorkbookState) -> [Findings.Output] {
        entry.outputs.map { cell in
            Findings.Output(sheet(cell, of: state)?.value(Int32(cell.row - 1), Int32(cell.column - 1)) ?? .empty)
        }
    }

    /// The sheet of a cell by its exact name, as the peers find theirs.
    private func sheet(_ cell: Manifest.Cell, of state: WorkbookState) -> Worksheet? {
        state.workbook.sheets.first { $0.name == cell.sheet }
    }

    func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
}
