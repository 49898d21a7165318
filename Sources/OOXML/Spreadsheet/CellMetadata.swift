// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Cell metadata: the only kind Cellar understands is the mark of a dynamic array. [MS-XLSX] §2.3.12, ECMA-376-1 §18.9.
enum CellMetadata {
    /// The values of `cm` that mark a formula as a dynamic array, one-based as in the file.
    static func dynamicArrays(_ root: XMLElement) -> Set<Int> {
        let types = root.child("metadataTypes")?.children("metadataType").map { $0["name"] ?? "" } ?? []
        guard let dynamic = types.firstIndex(of: "XLDAPR") else { return [] }
        var found: Set<Int> = []
        for (position, block) in (root.child("cellMetadata")?.children("bk") ?? []).enumerated() {
            if block.children("rc").contains(where: { $0.integer("t") == dynamic + 1 }) { found.insert(position + 1) }
        }
        return found
    }
}
