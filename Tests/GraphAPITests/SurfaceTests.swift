// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import Functions
import OData
import Testing

@testable import GraphAPI

/// Holds the tables against the published description of the API, where it is at hand beside the package.
struct SurfaceTests {
    static let file: URL = {
        let shared = ProcessInfo.processInfo.environment["CELLAR_SHARED"].map { URL(filePath: $0) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        return (shared ?? package.appending(path: "../shared")).appending(path: "graph/surface.json")
    }()

    static let isThere = FileManager.default.fileExists(atPath: file.path())

    private func surface() throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: Self.file)))
    }

    @Test(.enabled(if: isThere, "surface.json is not beside the package"))
    func `Every operation and navigation property of Graph is built or known`() throws {
        let routes = Routes.standard
        var missing: [String] = []
        func check(_ name: String, _ type: String, isCollection: Bool) {
            let kinds = ResourceKind.allCases.filter { kind in
                kind.typeName == type
                    && routes.navigation.contains { $0.from == kind && $0.pattern.isKey } == isCollection
            }
            guard !kinds.isEmpty else { return }
            let isKnown = kinds.contains { kind in
                NotBuilt.contains(name, on: kind)
                    || routes.navigation.contains { $0.from == kind && $0.pattern.name == name }
                    || routes.operations.contains { $0.kind == kind && $0.action?.name == name }
            }
            if !isKnown { missing.append("\(type)\(isCollection ? " collection" : "")/\(name)") }
        }
        let surface = try surface()
        for operation in try #require(surface["operations"]?.arrayValue) {
            let type = try #require(operation["boundType"]?.stringValue)
            guard type != "workbookFunctions" else { continue }
            check(
                try #require(operation["name"]?.stringValue), type,
                isCollection: operation["collectionBound"] == true)
        }
        for type in try #require(surface["entityTypes"]?.arrayValue) {
            for property in type["navigationProperties"]?.arrayValue ?? [] {
                check(
                    try #require(property["name"]?.stringValue), try #require(type["name"]?.stringValue),
                    isCollection: false)
            }
        }
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test(.enabled(if: isThere, "surface.json is not beside the package"))
    func `Functions of the table have Graph's names for their arguments`() throws {
        var wrong: [String] = []
        var found = 0
        for operation in try #require(try surface()["operations"]?.arrayValue)
        where operation["boundType"] == "workbookFunctions" {
            let name = try #require(operation["name"]?.stringValue)
            guard let function = WorksheetFunctions.function(named: name) else {
                wrong.append("\(name): no such function")
                continue
            }
            found += 1
            let parameters = operation["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            if parameters.map({ $0.lowercased() }) != function.parameters.map({ $0.lowercased() }) {
                wrong.append("\(name): \(function.parameters) instead of \(parameters)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(found == 366)
    }
}
