// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

extension Text {
    /// `CONCATENATE`: values one after another, arrays element by element. ECMA-376-1 §18.17.7.
    static func concatenate(_ values: Rest<String>, _ context: CallContext) throws(CellError) -> String {
        var builder = Builder(context)
        for value in values.elements { try builder.append(value) }
        return builder.text
    }

    /// `CONCAT`: all values of ranges and arrays, row by row. Excel's page CONCAT.
    static func concat(_ values: Rest<Operand>, _ context: CallContext) throws(CellError) -> String {
        var builder = Builder(context)
        for value in values.elements {
            for element in try value.usedMatrix(context).elements { try builder.append(Coercion.text(element)) }
        }
        return builder.text
    }

    /// `TEXTJOIN`: all values with delimiters, taken in turn, between them. Excel's page TEXTJOIN.
    static func textJoin(
        _ delimiter: Operand, _ ignoresEmpty: Bool, _ values: Rest<Operand>, _ context: CallContext
    ) throws(CellError) -> String {
        var delimiters: [String] = []
        for element in try delimiter.usedMatrix(context).elements { delimiters.append(try Coercion.text(element)) }
        var builder = Builder(context)
        var count = 0
        for value in values.elements {
            let matrix = ignoresEmpty ? try value.usedMatrix(context) : try value.matrix(context)
            for element in matrix.elements {
                let piece = try Coercion.text(element)
                if ignoresEmpty && piece.isEmpty { continue }
                if count > 0 { try builder.append(delimiters[(count - 1) % delimiters.count]) }
                try builder.append(piece)
                count += 1
            }
        }
        return builder.text
    }

    /// `ARRAYTOTEXT`: an array as text; form 0 lists the values, 1 writes an array constant. Excel's page ARRAYTOTEXT.
    static func arrayToText(
        _ array: Matrix, _ form: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> String {
        let isStrict = try isStrict(form.value)
        var builder = Builder(context)
        if isStrict { try builder.append("{") }
        for (index, element) in array.elements.enumerated() {
            if index > 0 {
                try builder.append(!isStrict ? ", " : index.isMultiple(of: array.columns) ? ";" : ",")
            }
            try builder.append(written(element, isStrict: isStrict))
        }
        if isStrict { try builder.append("}") }
        return builder.text
    }

    /// `VALUETOTEXT`: a value as text; form 0 as it shows, 1 as it would be typed in a formula. Excel's page
    /// VALUETOTEXT.
    static func valueToText(
        _ value: CellValue, _ form: Skippable<Int>, _ context: CallContext
    ) throws(CellError) -> String {
        try fitting(written(value, isStrict: try isStrict(form.value)), context)
    }

    private static func isStrict(_ form: Int?) throws(CellError) -> Bool {
        let form = form ?? 0
        guard form == 0 || form == 1 else { throw .value }
        return form == 1
    }

    private static func written(_ value: CellValue, isStrict: Bool) -> String {
        switch value {
        case .text(let text) where isStrict:
            "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        case .text(let text): text
        case .number(let number): Coercion.text(number: number)
        case .boolean(let boolean): boolean ? "TRUE" : "FALSE"
        case .error(let error): error.text
        case .empty: ""
        }
    }
}

extension Operand {
    /// The operand as an array without the blank rows and columns after everything its sheet holds; they add nothing
    /// where blanks are passed over.
    func usedMatrix(_ context: CallContext) throws(CellError) -> Matrix {
        guard case .reference(let reference) = self, let area = reference.single else { return try matrix(context) }
        guard let used = context.workbook.usedRange(of: area.sheet)?.intersection(area.range) else {
            return Matrix(.empty)
        }
        return try Matrix(Area(sheet: area.sheet, range: used), context)
    }
}
