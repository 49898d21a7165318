// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Workbooks

extension SpreadsheetWriter {
    /// Brings the list of sheet titles in the document properties up to date where it is one that Excel would write.
    /// ECMA-376-1 §22.2.2.6, §22.2.2.28.
    mutating func writeProperties() throws(PackageError) {
        let (names, oldNames) = (new.sheets.map(\.name), old.sheets.map(\.name))
        guard names != oldNames else { return }
        guard let part = package.part(.extendedProperties, try package.ownRelationships(), of: nil),
            let document = try? package.document(part),
            let pairs = document.root.child("HeadingPairs")?.children.first,
            let titles = document.root.child("TitlesOfParts")?.children.first,
            let count = pairs.children.dropFirst().first?.children.first, Int(count.text) == oldNames.count,
            titles.children.prefix(oldNames.count).map(\.text) == oldNames
        else { return }
        var edit = XMLEdit(document)
        guard names.count != oldNames.count else {
            for (title, name) in zip(titles.children, names) where title.text != name { edit.setText(name, of: title) }
            return package.set(part, edit.bytes())
        }
        edit.setContent(String(names.count), of: count)
        edit.setAttribute("size", String(titles.children.count - oldNames.count + names.count), of: titles)
        var writer = XMLWriter()
        let element = titles.children.first?.name.qualified ?? "vt:lpstr"
        for name in names {
            writer.raw("<\(element)>")
            writer.text(name)
            writer.raw("</\(element)>")
        }
        if let first = titles.children.first, oldNames.count <= titles.children.count {
            let last = titles.children[oldNames.count - 1]
            edit.replace(first.range.lowerBound..<last.range.upperBound, with: writer.finish())
        }
        package.set(part, edit.bytes())
    }
}
