// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The page that says what of the API is there, made from the tables that answer requests.
public enum CoveragePage {
    /// `docs/api-coverage.md`
    public static var markdown: String {
        let routes = Routes.standard
        var text = """
            # Coverage of the API

            Made from the tables in `Sources/GraphAPI` (`UPDATE_GOLDENS=1 swift test --filter Coverage` writes it anew).
            Everything stands below `/v1.0`. Steps compose: what leads to a `workbookRange` can be followed by any step
            that starts from one.


            """
        for kind in ResourceKind.allCases {
            let steps = routes.navigation.filter { $0.from == kind }
            let operations = routes.operations.filter { $0.kind == kind }
            let missing = NotBuilt.rows.filter { $0.kind == kind }.flatMap(\.names)
            guard !steps.isEmpty || !operations.isEmpty || !missing.isEmpty else { continue }
            text += "## \(kind.rawValue) (`\(kind.typeName)`)\n\n"
            if !operations.isEmpty {
                text += "| method | action | may be answered later |\n|---|---|---|\n"
                for operation in operations {
                    let action = operation.action.map { "`\($0.text)`" } ?? ""
                    text += "| \(operation.method.rawValue) | \(action) | \(operation.canAnswerLater ? "yes" : "") |\n"
                }
                text += "\n"
            }
            if !steps.isEmpty {
                text += "Leads to: " + steps.map { "`\($0.pattern.text)` → \($0.to.rawValue)" }.joined(separator: ", ")
                text += "\n\n"
            }
            if !missing.isEmpty {
                text += "Not built yet (501): " + missing.map { "`\($0)`" }.joined(separator: ", ") + "\n\n"
            }
        }
        return String(text.dropLast())
    }
}
