// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells

/// The errors that Excel 2007 did not know, `#SPILL!`, `#CALC!` and their like. A file has `#VALUE!` in the cell and a
/// rich value with the number of the error, which the cell names by `vm`. [MS-XLSX] §2.3.6.
struct RichErrors: Sendable {
    /// By `vm`, one-based as in the file.
    private(set) var errors: [Int: CellError] = [:]
    /// For each error a `vm` that says nothing but the error: not which cell stands in the way of a spill.
    private(set) var marks: [CellError: Int] = [:]
    /// Whether values can be added, which needs all of those that are there to be readable.
    var canGrow = true

    /// Rich values that cannot be read say nothing: what the cells hold beside them is read anyway.
    init(_ metadata: XMLElement, _ package: Package, _ part: (RelationshipType) -> PartName?) {
        let roots = [RelationshipType.richValueStructures, .richValues].map { link in
            part(link).map { try? package.document($0).root }
        }
        canGrow = roots.allSatisfy { $0.map { $0 != nil } ?? true }
        guard let structures = roots[0] ?? nil, let fields = Self.errorFields(structures), let root = roots[1] ?? nil
        else { return }
        let numbers = root.children("rv").map { value -> (number: Int, isPlain: Bool)? in
            guard let field = value.integer("s").flatMap({ fields[$0] }) else { return nil }
            let texts = value.children("v").map(\.text)
            guard field < texts.count, let number = Int(texts[field]) else { return nil }
            return (number, texts.count == 2 && texts[1 - min(field, 1)] == "0")
        }
        let types = metadata.child("metadataTypes")?.children("metadataType").map { $0["name"] ?? "" } ?? []
        guard let rich = types.firstIndex(of: Self.type) else { return }
        let links = metadata.children("futureMetadata").first { $0["name"] == Self.type }?.children("bk").map {
            $0.child("extLst")?.child("ext")?.child("rvb", .richValues)?.integer("i")
        }
        for (position, block) in (metadata.child("valueMetadata")?.children("bk") ?? []).enumerated() {
            guard let record = block.children("rc").first(where: { $0.integer("t") == rich + 1 }),
                let link = record.integer("v"), let links, links.indices.contains(link), let index = links[link],
                numbers.indices.contains(index), let (number, isPlain) = numbers[index], (0..<255).contains(number),
                // ERROR.TYPE counts from one.
                let error = CellError(rawValue: UInt8(number + 1))
            else { continue }
            errors[position + 1] = error
            if isPlain, marks[error] == nil { marks[error] = position + 1 }
        }
    }

    init() {}

    /// Takes in a rich value that was added to the file.
    mutating func add(_ error: CellError, as mark: Int) {
        errors[mark] = error
        marks[error] = mark
    }

    /// The error of a cell in whose place `plain` stands.
    func error(_ valueMetadata: Int, else plain: CellError) -> CellError {
        valueMetadata == 0 ? plain : errors[valueMetadata] ?? plain
    }

    /// The type of metadata that leads to rich values.
    static let type = "XLRICHVALUE"

    /// Which field of a rich value tells the error, by the number of its structure, for structures of errors.
    private static func errorFields(_ root: XMLElement) -> [Int: Int]? {
        var fields: [Int: Int] = [:]
        for (index, structure) in root.children("s").enumerated() where structure["t"] == "_error" {
            fields[index] = structure.children("k").firstIndex { $0["n"] == "errorType" }
        }
        return fields.isEmpty ? nil : fields
    }
}
