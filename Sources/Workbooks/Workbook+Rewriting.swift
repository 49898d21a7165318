// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Formulas

extension Workbook {
    /// Rewrites every formula: of cells, names and calculated columns. `transform` does not depend on where a formula
    /// stands. Returns the cells whose formula changed.
    mutating func rewriteFormulas(_ transform: (Expression) -> Expression) -> Change {
        var numbers: [UInt32: UInt32] = [:]
        for (index, template) in formulas.templates.enumerated() where template.unparsedText == nil {
            let old = template.expression
            let expression = transform(old)
            if expression == old { continue }
            numbers[UInt32(index) + 1] = formulas.intern(FormulaTemplate(expression, kind: template.kind))
        }
        for index in names.indices {
            if let expression = names[index].expression { names[index].expression = transform(expression) }
        }
        guard !numbers.isEmpty else { return Change() }
        var change = Change()
        for index in sheets.indices {
            for table in sheets[index].tables.indices { replaceCalculatedFormulas(numbers, index, table) }
            change.formulas += replaceFormulas(numbers, on: index)
        }
        return change
    }

    private mutating func replaceCalculatedFormulas(_ numbers: [UInt32: UInt32], _ sheet: Int, _ table: Int) {
        for column in sheets[sheet].tables[table].columns.indices {
            let old = sheets[sheet].tables[table].columns[column].calculatedFormula
            if let new = numbers[old] { sheets[sheet].tables[table].columns[column].calculatedFormula = new }
        }
    }

    private mutating func replaceFormulas(_ numbers: [UInt32: UInt32], on index: Int) -> [Area] {
        var replaced: [(row: Int32, column: Int32, number: UInt32)] = []
        sheets[index].formulas.forEach(in: .wholeSheet) { row, column, number in
            if let new = numbers[number] { replaced.append((row, column, new)) }
        }
        var areas = AreaList(sheet: sheets[index].id)
        for (row, column, number) in replaced {
            sheets[index].formulas.set(number, row: row, column: column)
            areas.add(row, column)
        }
        return areas.areas
    }

    /// The cells whose formula, or a name it uses, holds a part that is meant.
    func formulaCells(where isMeant: (Expression) -> Bool) -> [Area] {
        func holds(_ expression: Expression, names meantNames: Set<String>) -> Bool {
            var found = false
            expression.walk { part in
                if case .name(let name) = part, meantNames.contains(name.name.lowercased()) { found = true }
                if case .call(let name, _) = part, meantNames.contains(name.lowercased()) { found = true }
                if !found { found = isMeant(part) }
            }
            return found
        }
        // Names use names: they are added until none is new.
        var meantNames: Set<String> = []
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for name in names where !meantNames.contains(name.name.lowercased()) {
                guard let expression = name.expression, holds(expression, names: meantNames) else { continue }
                meantNames.insert(name.name.lowercased())
                isGrowing = true
            }
        }
        var numbers: Set<UInt32> = []
        for (index, template) in formulas.templates.enumerated() where template.unparsedText == nil {
            if holds(template.expression, names: meantNames) { numbers.insert(UInt32(index) + 1) }
        }
        if numbers.isEmpty { return [] }
        return sheets.flatMap { sheet in
            var areas = AreaList(sheet: sheet.id)
            sheet.formulas.forEach(in: .wholeSheet) { row, column, number in
                if numbers.contains(number) { areas.add(row, column) }
            }
            return areas.areas
        }
    }
}

/// Cells in column order, gathered into areas of one column.
struct AreaList {
    let sheet: SheetID
    private(set) var areas: [Area] = []

    init(sheet: SheetID) { self.sheet = sheet }

    mutating func add(_ row: Int32, _ column: Int32) {
        if let last = areas.last?.range, last.firstColumn == column, last.lastRow + 1 == row {
            areas[areas.count - 1].range.lastRow = row
            return
        }
        areas.append(Area(sheet: sheet, range: CellRange(CellAddress(row: row, column: column))))
    }
}
