// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import Glibc

extension SpreadsheetWriter {
    /// Appends new texts to the shared string table, which is made when there is none. ECMA-376-1 §18.4.9.
    mutating func writeStrings() throws(PackageError) {
        guard !strings.pending.isEmpty else { return }
        let references = parts.sharedReferences
        if let part = parts.sharedStrings {
            var appender = SharedStringAppender(strings.pending, total: strings.count, newReferences: references)
            try package.inflate(part) { window, isLast throws(PackageError) in
                window.withUnsafeBufferPointer { appender.take($0, isLast: isLast) }
            }
            if let data = appender.finish() {
                package.set(part, data)
            } else {
                try appendStringsByTree(part)
            }
        } else {
            addStringPart()
        }
        strings.store()
        parts.addedStrings = strings
        parts.sharedReferences = 0
    }

    /// For a table of an unusual spelling.
    private mutating func appendStringsByTree(_ part: PartName) throws(PackageError) {
        let document = try package.document(part)
        var edit = XMLEdit(document)
        let root = document.root
        let prefix = root.name.prefix.isEmpty ? "" : root.name.prefix + ":"
        var entries = XMLWriter()
        for text in strings.pending { entries.sharedString(text.string, prefix: prefix) }
        edit.append(String(decoding: entries.finish(), as: UTF8.self), to: root)
        if let count = root.integer("count") {
            edit.setAttribute("count", String(max(count + parts.sharedReferences, 0)), of: root)
        }
        if root["uniqueCount"] != nil { edit.setAttribute("uniqueCount", String(strings.count), of: root) }
        package.set(part, edit.bytes())
    }

    private mutating func addStringPart() {
        let part = addPart(.sharedStrings, .sharedStrings, named: "sharedStrings")
        let namespace =
            parts.isStrict ? XMLNamespace.strict(XMLNamespace.spreadsheet.uri) : XMLNamespace.spreadsheet.uri
        var writer = XMLWriter()
        writer.raw(XMLWriter.declaration)
        writer.raw("<sst")
        writer.attribute("xmlns", namespace)
        writer.attribute("count", max(parts.sharedReferences, strings.pending.count))
        writer.attribute("uniqueCount", strings.pending.count)
        writer.raw(">")
        var deflater = Deflater()
        writer.sharedStrings(strings.pending, into: &deflater)
        writer.raw("</sst>")
        writer.drain(into: &deflater)
        package.set(part, deflater.finish())
        parts.sharedStrings = part
    }
}

extension XMLWriter {
    /// Entries of plain text, compressed on the way.
    fileprivate mutating func sharedStrings(_ texts: ArraySlice<CellText>, into deflater: inout Deflater) {
        for text in texts {
            sharedString(text.string, prefix: "")
            if count > 1 << 15 { drain(into: &deflater) }
        }
    }

    /// An entry of plain text.
    fileprivate mutating func sharedString(_ text: String, prefix: String) {
        if prefix.isEmpty {
            raw("<si>")
            textElement("t", text)
            raw("</si>")
        } else {
            raw("<\(prefix)si><\(prefix)t xml:space=\"preserve\">")
            self.text(text)
            raw("</\(prefix)t></\(prefix)si>")
        }
    }

    /// What Excel puts before every part.
    static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
}

/// Streams the shared string table by, counting anew in its start tag and adding entries before its end.
struct SharedStringAppender: ~Copyable {
    private enum Phase { case head, entries, done }

    private let texts: ArraySlice<CellText>
    private let total: Int
    private let newReferences: Int
    private var phase = Phase.head
    private var writer = XMLWriter(capacity: 1 << 12)
    private var deflater = Deflater()
    private var isUnusual = false

    init(_ texts: ArraySlice<CellText>, total: Int, newReferences: Int) {
        self.texts = texts
        self.total = total
        self.newReferences = newReferences
    }

    /// The new part; `nil` when the table is not of the usual spelling.
    consuming func finish() -> DeflatedData? {
        guard phase == .done, !isUnusual else { return nil }
        writer.drain(into: &deflater)
        return deflater.finish()
    }

    mutating func take(_ window: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        guard let base = window.baseAddress, !isUnusual, phase != .done else { return 0 }
        var cursor = ByteCursor(base, count: window.count)
        if phase == .head, !takeHead(&cursor) { return isUnusual ? 0 : cursor.count }
        // The end may begin anywhere in the last bytes, which therefore wait for the rest.
        guard isLast else {
            let kept = min(cursor.count, 4096)
            copy(&cursor, cursor.count - kept)
            return kept
        }
        let end = UnsafeBufferPointer(start: cursor.position, count: cursor.count)
        let closing = Array("</sst>".utf8)
        guard let place = end.indices.dropLast(closing.count - 1).last(where: { end[$0...].starts(with: closing) })
        else {
            isUnusual = true
            return 0
        }
        copy(&cursor, place)
        writer.sharedStrings(texts, into: &deflater)
        copy(&cursor, cursor.count)
        phase = .done
        return 0
    }

    private mutating func takeHead(_ cursor: inout ByteCursor) -> Bool {
        guard !cursor.startsInOtherEncoding, let tag = cursor.find("<sst") else {
            isUnusual = isUnusual || cursor.count > 1 << 16 || cursor.startsInOtherEncoding
            return false
        }
        var end = ByteCursor(tag + 4, count: cursor.count - (tag - cursor.position) - 4)
        var attributes: [MarkupAttribute] = []
        guard let close = end.attributes({ attributes.append(MarkupAttribute(name: $0, value: $1)) }) else {
            return false
        }
        guard close == .open else {
            isUnusual = true
            return false
        }
        copy(&cursor, tag + 4 - cursor.position)
        for attribute in attributes {
            if attribute.name.equals("count"), let count = attribute.value.integer {
                writer.attribute("count", max(count + newReferences, 0))
            } else if attribute.name.equals("uniqueCount") {
                writer.attribute("uniqueCount", total)
            } else {
                writer.raw(attribute)
            }
        }
        writer.raw(">")
        cursor.position = end.position
        phase = .entries
        return true
    }

    private mutating func copy(_ cursor: inout ByteCursor, _ count: Int) {
        guard count > 0 else { return }
        writer.drain(into: &deflater)
        deflater.append(UnsafeRawBufferPointer(start: cursor.position, count: count))
        cursor.position += count
    }
}
