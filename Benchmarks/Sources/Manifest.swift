// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OOXML

/// What the engines are told of the workbooks, so that all of them change and read the same cells.
struct Manifest: Codable {
    /// A cell by sheet name and one-based row and column, as the peers count.
    struct Cell: Codable, Sendable {
        var sheet: String
        var row: Int
        var column: Int
    }

    /// One input that is changed again and again: the k-th value is `start + k * step`.
    struct Case: Codable, Sendable {
        var name: String
        var input: Cell
        var start: Double
        var step: Double
    }

    struct Entry: Codable {
        var name: String
        var file: String
        var cells: Int
        var formulas: Int
        var fileBytes: Int
        var outputs: [Cell]
        var cases: [Case]
        /// The numeric cell that is changed before saving; nil where saving is not measured.
        var edited: Cell?
    }

    var scale: Double
    var workbooks: [Entry]

    /// Makes every workbook and saves it as .xlsx into a folder.
    static func make(in folder: String, scale: Double) throws -> Manifest {
        var manifest = Manifest(scale: scale, workbooks: [])
        for recipe in Recipe.all {
            let draft = try recipe.build(scale)
            let bytes = try draft.blank.saving(draft.workbook).bytes
            let file = recipe.name + ".xlsx"
            try LocalBytes.write(bytes, to: folder + "/" + file)
            manifest.workbooks.append(
                Entry(
                    name: recipe.name, file: file, cells: draft.constantCount + draft.formulaCount,
                    formulas: draft.formulaCount,
                    fileBytes: bytes.count, outputs: recipe.outputs(scale), cases: recipe.cases,
                    edited: recipe.edited))
        }
        return manifest
    }
}
