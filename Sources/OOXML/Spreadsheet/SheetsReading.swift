// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas
import NumberFormats
import Synchronization
import Workbooks

/// Reads the worksheets of a file: one after the other while a thread inflates ahead, or two at a time. What comes out
/// is the same, with the same numbers of formulas, and so is the error when there is one.
struct SheetsReading: Sendable {
    let package: Package
    let strings: SharedStrings
    let names: SheetNames
    let dates: DateSystem
    let dynamicArrays: Set<Int>
    let richErrors: RichErrors

    /// A sheet without its cells and the part that has them.
    struct Source: Sendable {
        let sheet: Worksheet
        let part: PartName
    }

    /// A sheet with its cells.
    struct Found: Sendable {
        var sheet: Worksheet
        let hasPhonetics: Bool
        let traits: SheetTraits

        init(_ reader: WorksheetReader) {
            sheet = reader.sheet
            hasPhonetics = reader.hasPhonetics
            traits = reader.traits
        }
    }

    /// Parts with fewer bytes are read sooner than a thread starts.
    private static let worthwhileSize = 1 << 20

    /// Whether two threads that each inflate and scan sheets are done before one that inflates and one that scans:
    /// both are about as much work, so they are if no sheet is more than half of all. What is large altogether is read
    /// in order, as what stands around the cells waits for its turn.
    static func isWorthwhileSideBySide(_ parts: [PartName], of package: Package) -> Bool {
        let sizes = parts.map { package.size(of: $0) ?? 0 }
        let total = sizes.reduce(0, +)
        return SideThread.isWorthwhile && total >= worthwhileSize && total <= package.limits.wholePartSize
            && (sizes.max() ?? 0) <= total / 2
    }

    /// Reads one sheet after the other.
    func inOrder(_ sources: [Source], ahead: PartsAhead?) throws(PackageError) -> ([Found], FormulaStore) {
        let formulas = FormulaReader(names: names)
        var found: [Found] = []
        for source in sources {
            var reader = reader(source.sheet, source.part, formulas)
            try reader.read(package, PartInflating(ahead))
            found.append(Found(reader))
        }
        return (found, formulas.store)
    }

    private func reader(_ sheet: Worksheet, _ part: PartName, _ formulas: FormulaReader) -> WorksheetReader {
        WorksheetReader(
            sheet, part: part, size: package.size(of: part) ?? 0, dates: dates, strings: strings,
            formulaReader: formulas, dynamicArrays: dynamicArrays, richErrors: richErrors)
    }

    /// Reads sheets by this thread and another one, each of which takes the largest that is left.
    func sideBySide(_ sources: [Source]) throws(PackageError) -> ([Found], FormulaStore) {
        let sizes = sources.map { package.size(of: $0.part) ?? 0 }
        let work = SharedWork(order: sources.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) })
        let thread = SideThread { takeSheets(sources, work) }
        takeSheets(sources, work)
        // Joins the thread.
        _ = consume thread
        var (found, store) = ([Found](), FormulaStore())
        for (index, source) in sources.enumerated() {
            guard let outcome = work.remove(at: index) else { continue }
            var (sheet, formulas) = try finish(outcome.get(), source)
            sheet.sheet.formulas.renumber(store.intern(formulas))
            found.append(sheet)
        }
        return (found, store)
    }

    /// Reads what is left of a sheet: trees of parts are held one at a time.
    private func finish(_ scanned: Scanned, _ source: Source) throws(PackageError) -> (Found, FormulaStore) {
        let formulas = FormulaReader(names: names, store: scanned.formulas)
        var reader = reader(scanned.sheet, source.part, formulas)
        if let frame = scanned.frame {
            reader.frame = frame
            reader.traits = scanned.traits
            try reader.readFrame(package.limits)
        } else {
            try reader.read(package, .here)
        }
        return (Found(reader), formulas.store)
    }

    private func takeSheets(_ sources: [Source], _ work: SharedWork) {
        while let index = work.take() {
            work.put(Result { () throws(PackageError) in try scan(sources[index]) }, at: index)
        }
    }

    /// Numbers of formulas must not depend on which thread is how quick, so each sheet has its own.
    private func scan(_ source: Source) throws(PackageError) -> Scanned {
        let formulas = FormulaReader(names: names)
        var reader = reader(source.sheet, source.part, formulas)
        guard try reader.scan(package, .here) else {
            return Scanned(sheet: source.sheet, frame: nil, traits: reader.traits, formulas: FormulaStore())
        }
        return Scanned(sheet: reader.sheet, frame: reader.frame, traits: reader.traits, formulas: formulas.store)
    }

    /// A sheet with its cells and what stands around them; `nil` for that when the parser has to read the part.
    private struct Scanned: Sendable {
        let sheet: Worksheet
        let frame: [UInt8]?
        let traits: SheetTraits
        let formulas: FormulaStore
    }

    /// What two threads take sheets from and put them into.
    private final class SharedWork: Sendable {
        typealias Outcome = Result<Scanned, PackageError>

        private let order: [Int]
        private let next = Atomic<Int>(0)
        private let outcomes: Mutex<[Int: Outcome]> = Mutex([:])

        init(order: [Int]) { self.order = order }

        func take() -> Int? {
            let position = next.wrappingAdd(1, ordering: .relaxed).oldValue
            return position < order.count ? order[position] : nil
        }

        func put(_ outcome: Outcome, at index: Int) { outcomes.withLock { $0[index] = outcome } }

        /// Gives a sheet away, so that nobody else holds it.
        func remove(at index: Int) -> Outcome? { outcomes.withLock { $0.removeValue(forKey: index) } }
    }
}
