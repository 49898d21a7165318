// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// A namespace by its transitional name: the strict twin of a known family becomes the same value.
///
/// A struct over the URI rather than a closed list, because files bring namespaces nobody has heard of.
struct XMLNamespace: Hashable, Sendable {
    /// The URI in its transitional form; empty for names without a namespace.
    let uri: String

    init(_ uri: String) { self.uri = Self.transitional(uri) }

    private init(known uri: String) { self.uri = uri }

    static let none = XMLNamespace(known: "")
    static let xml = XMLNamespace(known: "http://www.w3.org/XML/1998/namespace")
    static let spreadsheet = XMLNamespace(known: "http://schemas.openxmlformats.org/spreadsheetml/2006/main")
    /// Attributes such as `r:id` that name a relationship.
    static let relationships = XMLNamespace(
        known: "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    static let drawing = XMLNamespace(known: "http://schemas.openxmlformats.org/drawingml/2006/main")
    static let spreadsheetDrawing = XMLNamespace(
        known: "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing")
    static let chart = XMLNamespace(known: "http://schemas.openxmlformats.org/drawingml/2006/chart")
    /// The root of a `.rels` part.
    static let packageRelationships = XMLNamespace(
        known: "http://schemas.openxmlformats.org/package/2006/relationships")
    static let contentTypes = XMLNamespace(known: "http://schemas.openxmlformats.org/package/2006/content-types")
    static let markupCompatibility = XMLNamespace(
        known: "http://schemas.openxmlformats.org/markup-compatibility/2006")
    static let excel2009 = XMLNamespace(known: "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main")
    static let excel2009Cells = XMLNamespace(known: "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac")
    static let excel2010 = XMLNamespace(known: "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main")
    static let excelFormulas = XMLNamespace(known: "http://schemas.microsoft.com/office/excel/2006/main")
    static let dynamicArrays = XMLNamespace(
        known: "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray")
    static let richValues = XMLNamespace(
        known: "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata")

    /// Namespaces and relationship types of the strict dialect start with this (ECMA-376-1 Annex A).
    static let strictPrefix = "http://purl.oclc.org/ooxml/"

    /// The transitional form of a strict URI: `…/ooxml/FAMILY/REST` is `…/FAMILY/2006/REST`; others as they are.
    static func transitional(_ uri: String) -> String {
        guard uri.hasPrefix(strictPrefix) else { return uri }
        let path = uri.dropFirst(strictPrefix.count)
        guard let slash = path.firstIndex(of: "/") else { return uri }
        return "http://schemas.openxmlformats.org/\(path[..<slash])/2006\(hyphenated(path[slash...]))"
    }

    /// The strict form of a transitional relationship type or namespace.
    static func strict(_ uri: String) -> String {
        let prefix = "http://schemas.openxmlformats.org/"
        let path = uri.dropFirst(prefix.count)
        guard uri.hasPrefix(prefix), let slash = path.firstIndex(of: "/"), path[slash...].hasPrefix("/2006/"),
            path[..<slash] != "package", path[..<slash] != "markup-compatibility"
        else { return uri }
        let rest = path[slash...].dropFirst(5)
        let name = camelCase.first { rest.hasSuffix($0.hyphenated) }
        let joined = name.map { "\(rest.dropLast($0.hyphenated.count))\($0.camel)" } ?? String(rest)
        return "\(strictPrefix)\(path[..<slash])\(joined)"
    }

    private static let camelCase = [
        (camel: "/extendedProperties", hyphenated: "/extended-properties"),
        (camel: "/customProperties", hyphenated: "/custom-properties"),
    ]

    private static func hyphenated(_ rest: Substring) -> String {
        guard let name = camelCase.first(where: { rest.hasSuffix($0.camel) }) else { return String(rest) }
        return "\(rest.dropLast(name.camel.count))\(name.hyphenated)"
    }
}
