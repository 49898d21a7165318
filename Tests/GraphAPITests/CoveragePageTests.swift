// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Foundation
import GraphAPI
import Testing

struct CoveragePageTests {
    @Test func `The coverage page is fresh`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/api-coverage.md")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
            try CoveragePage.markdown.write(to: file, atomically: true, encoding: .utf8)
        }
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(page == CoveragePage.markdown, "Run with UPDATE_GOLDENS=1 to write docs/api-coverage.md anew.")
    }
}
