// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import OData
import Testing

/// Reads every URL of the collected examples, when they lie beside the package.
@Suite struct `Reading the collected URLs` {
    private static let file: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["CELLAR_SHARED"].map { URL(filePath: $0) }
        let places = [shared, package.appending(path: "../shared"), package.appending(path: "../../shared")]
        return places.compactMap { $0?.appending(path: "graph/examples.json") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    @Test(.enabled(if: file != nil, "The shared examples are not beside this package."))
    func `every example parses and its path prints back`() throws {
        let examples = try JSONValue(parsing: Array(Data(contentsOf: try #require(Self.file))))
        var urls: [String] = []
        for list in ["examples", "urlTemplates"] {
            for entry in try #require(examples[list]?.arrayValue) {
                if let url = entry["url"]?.stringValue { urls.append(url) }
            }
        }
        #expect(urls.count > 900)
        for url in urls {
            let target = url.firstRange(of: "/v1.0").map { String(url[$0.lowerBound...]) } ?? url
            guard target.hasPrefix("/") else { continue }
            let request = try ODataRequest(target: target)
            if try ODataPath(request.path.description) != request.path { Issue.record("\(url) does not print back") }
            // One page writes `root:/workbook/…`, which by the rule of colons is a file path.
            let isWorkbook = target.contains("/workbook") && !target.contains("root:/workbook")
            if isWorkbook, !request.path.segments.contains(where: { $0.matches("workbook") }) {
                Issue.record("\(url) lost its workbook segment: \(request.path)")
            }
            if target.contains(":/"), !target.contains("://"),
                !request.path.segments.contains(where: { $0.named == nil })
            {
                Issue.record("\(url) lost its relative path")
            }
        }
        #expect(try JSONValue(parsing: examples.serialized()) == examples)
    }
}
