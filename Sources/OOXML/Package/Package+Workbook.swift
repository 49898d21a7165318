// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Package {
    /// What a file is, without reading more than the directory and the main part's relationship.
    public static func sniff(_ bytes: [UInt8], limits: PackageLimits = PackageLimits()) -> PackageKind {
        let kind = PackageKind(container: bytes)
        guard kind == .otherZip || kind == .unknown else { return kind }
        guard let package = try? Package(bytes, limits: limits) else { return kind }
        return package.kind
    }

    /// What the package holds, by its main part.
    public var kind: PackageKind {
        if let main = try? mainPart() {
            if let type = (try? contentTypes())?[main] {
                if ContentType.workbooks.contains(type) { return .workbook }
                if type == .binaryWorkbook { return .binaryWorkbook }
            }
            // A wrong type does not make another file of it: the root element's folder tells as well.
            switch main.key.split(separator: "/").first {
            case "word": return .wordDocument
            case "ppt": return .presentation
            case "visio": return .drawing
            default: return main.fileExtension == "bin" ? .binaryWorkbook : .workbook
            }
        }
        return contains("/mimetype") && contains("/content.xml") ? .openDocument : .otherZip
    }

    /// The relationships of the package itself. A part of them that does not parse is as good as none, for the reader
    /// and so for the writer too; a bomb is not.
    func ownRelationships() throws(PackageError) -> Relationships {
        do throws(PackageError) {
            return try relationships(of: nil)
        } catch {
            guard case .malformedXML = error else { throw error }
            return Relationships()
        }
    }

    /// The part that the package is about: where the relationship of type `officeDocument` leads, else the part that
    /// the content types call a workbook, else the one that has a workbook's usual name.
    func mainPart() throws(PackageError) -> PartName {
        if let part = part(.officeDocument, try ownRelationships(), of: nil) { return part }
        let types = try contentTypes()
        if let part = parts.first(where: { types.overrides[$0].map(ContentType.workbooks.contains) ?? false }) {
            return part
        }
        for name: PartName in ["/xl/workbook.xml", "/workbook.xml", "/xl/workbook.bin"] {
            if let part = spelling(of: name) { return part }
        }
        throw .notAWorkbook(contains("/mimetype") && contains("/content.xml") ? .openDocument : .otherZip)
    }

    /// The workbook part of an xlsx package; throws `.notAWorkbook` for any other file.
    func workbookPart() throws(PackageError) -> PartName {
        let part = try mainPart()
        // Saving reads the types again: a file must not open and be impossible to save.
        _ = try contentTypes()
        guard kind == .workbook else { throw .notAWorkbook(kind) }
        return part
    }
}
