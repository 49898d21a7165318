// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The parts of a workbook one by one, each beside sound ones.
extension FuzzTarget {
    static let worksheet = part("worksheet", "xl/worksheets/sheet1.xml")
    static let sharedStrings = part("sharedStrings", "xl/sharedStrings.xml")
    static let styles = part("styles", "xl/styles.xml")
    static let workbook = part("workbook", "xl/workbook.xml")
    static let relationships = part("relationships", "xl/_rels/workbook.xml.rels")
    static let contentTypes = part("contentTypes", "[Content_Types].xml")
    static let table = part("table", "xl/tables/table1.xml")
    static let sheetMetadata = part("sheetMetadata", "xl/metadata.xml")

    private static func part(_ name: String, _ path: String) -> FuzzTarget {
        FuzzTarget(name: name, maximumLength: 4096) { (bytes) throws(FuzzFinding) in
            var skeleton = Skeleton()
            skeleton.set(path, bytes)
            try FileChecks.run(skeleton.archive)
        }
    }
}
