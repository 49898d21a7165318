// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `TEXTBEFORE`: what stands before a delimiter, the nth from the front or, negative, from the end.
    /// Excel's page TEXTBEFORE.
    static func textBefore(
        _ text: String, _ delimiter: Operand, _ instance: Skippable<Double>, _ mode: Skippable<Int>,
        _ matchesEnd: Skippable<Int>, _ otherwise: Skippable<CellValue>, _ context: CallContext
    ) throws(CellError) -> CellValue {
        let options = try Search(text, delimiter, instance.value, mode.value, matchesEnd.value, context)
        guard let place = options.place else { return missing(otherwise.value) }
        return .text(text.units(0, place.lowerBound))
    }

    /// `TEXTAFTER`: what stands after a delimiter, the nth from the front or, negative, from the end.
    /// Excel's page TEXTAFTER.
    static func textAfter(
        _ text: String, _ delimiter: Operand, _ instance: Skippable<Double>, _ mode: Skippable<Int>,
        _ matchesEnd: Skippable<Int>, _ otherwise: Skippable<CellValue>, _ context: CallContext
    ) throws(CellError) -> CellValue {
        let options = try Search(text, delimiter, instance.value, mode.value, matchesEnd.value, context)
        guard let place = options.place else { return missing(otherwise.value) }
        return .text(text.units(place.upperBound, text.utf16.count))
    }

    /// `TEXTSPLIT`: the pieces of a text, side by side between column delimiters, one below another between row
    /// delimiters. Excel's page TEXTSPLIT.
    static func textSplit(
        _ text: String, _ columnDelimiter: Operand, _ rowDelimiter: Skippable<Operand>, _ ignoresEmpty: Skippable<Bool>,
        _ mode: Skippable<Int>, _ padding: Skippable<CellValue>, _ context: CallContext
    ) throws(CellError) -> Matrix {
        let folds = try foldsCase(mode.value)
        let columns = try Delimiters(columnDelimiter, folds, context)
        let rows = try rowDelimiter.value.map { operand throws(CellError) in try Delimiters(operand, folds, context) }
        guard columns != nil || rows != nil, !text.isEmpty else { throw .value }
        let drops = ignoresEmpty.value ?? false
        var lines: [[String]] = []
        for line in (rows ?? nil)?.pieces(of: text, dropsEmpty: drops) ?? [text] {
            let pieces = columns?.pieces(of: line, dropsEmpty: drops) ?? [line]
            if !pieces.isEmpty { lines.append(pieces) }
        }
        let width = lines.map(\.count).max() ?? 0
        guard width > 0 else { throw .calculation }
        guard width * lines.count <= context.limits.arrayElements else { throw .number }
        let pad = padding.value ?? .error(.notAvailable)
        let elements = lines.flatMap { $0.map(CellValue.text) + Array(repeating: pad, count: width - $0.count) }
        return Matrix(rows: lines.count, columns: width, elements: elements)
    }

    /// What stands for a delimiter that is not there; a blank cell is an empty text.
    private static func missing(_ otherwise: CellValue?) -> CellValue {
        guard let otherwise else { return .error(.notAvailable) }
        return otherwise.isEmpty ? .text("") : otherwise
    }

    private static func foldsCase(_ mode: Int?) throws(CellError) -> Bool {
        let mode = mode ?? 0
        guard mode == 0 || mode == 1 else { throw .value }
        return mode == 1
    }

    /// Steps that asking takes whether one delimiter begins at one place of a text.
    private static let stepsPerUnit = 16

    /// Texts of which any separates; the longest wins where several begin.
    private struct Delimiters {
        let texts: [[UInt16]]
        let folds: Bool

        /// `nil` when the argument was left empty.
        init?(_ operand: Operand, _ folds: Bool, _ context: CallContext) throws(CellError) {
            if case .omitted = operand { return nil }
            var texts: [[UInt16]] = []
            for element in try operand.matrix(context).elements {
                let text = try Coercion.text(element)
                guard !text.isEmpty else { throw .value }
                texts.append(folds ? CaseFolding.units(text) : Array(text.utf16))
            }
            self.init(texts: texts, folds: folds)
        }

        init(texts: [[UInt16]], folds: Bool) {
            self.texts = texts.sorted { $0.count > $1.count }
            self.folds = folds
        }

        /// The places where a delimiter stands, from the front and without overlaps.
        func places(in text: String) -> [Range<Int>] {
            let units = folds ? CaseFolding.units(text) : Array(text.utf16)
            var places: [Range<Int>] = []
            var position = 0
            while position < units.count {
                let length = texts.first {
                    position + $0.count <= units.count && units[position..<(position + $0.count)].elementsEqual($0)
                }?.count
                if let length { places.append(position..<(position + length)) }
                position += length ?? 1
            }
            return places
        }

        func pieces(of text: String, dropsEmpty: Bool) -> [String] {
            var pieces: [String] = []
            var start = 0
            for place in places(in: text) {
                pieces.append(text.units(start, place.lowerBound))
                start = place.upperBound
            }
            pieces.append(text.units(start, text.utf16.count))
            return dropsEmpty ? pieces.filter { !$0.isEmpty } : pieces
        }
    }

    /// The delimiter that TEXTBEFORE and TEXTAFTER look for.
    private struct Search {
        /// Where it stands; `nil` when it is not there.
        let place: Range<Int>?

        init(
            _ text: String, _ delimiter: Operand, _ instance: Double?, _ mode: Int?, _ matchesEnd: Int?,
            _ context: CallContext
        ) throws(CellError) {
            let folds = try foldsCase(mode)
            let isGiven = instance != nil
            // A fraction of an instance is cut downwards: -1.2 asks for the second from the end.
            let instance = Int(max(-1e9, min((instance ?? 1).rounded(.down), 1e9)))
            let matchesEnd = matchesEnd ?? 0
            let length = text.utf16.count
            guard instance != 0, matchesEnd == 0 || matchesEnd == 1 else { throw .value }
            var texts: [[UInt16]] = []
            for element in try delimiter.matrix(context).elements {
                let one = try Coercion.text(element)
                texts.append(folds ? CaseFolding.units(one) : Array(one.utf16))
            }
            // An empty delimiter stands at the very front, or at the very end when counted from there.
            if texts.contains(where: \.isEmpty) {
                place = instance > 0 ? 0..<0 : length..<length
                return
            }
            // An instance that is asked for must have room in the text.
            let shortest = texts.map(\.count).min() ?? 1
            if isGiven, instance.magnitude > max(length - shortest + 1, 0) { throw .value }
            try context.charge(length * texts.count * stepsPerUnit)
            var places = Delimiters(texts: texts, folds: folds).places(in: text)
            if matchesEnd == 1 {
                if instance > 0 { places.append(length..<length) } else { places.insert(0..<0, at: 0) }
            }
            let index = instance > 0 ? instance - 1 : places.count + instance
            place = places.indices.contains(index) ? places[index] : nil
        }
    }
}
