// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

public import OData

extension Scope {
    /// What a call needs.
    ///
    /// Reading needs `Files.Read`, everything else `Files.ReadWrite` (Graph: `resources/excel.md`), but for the calls
    /// that are posted without changing a workbook: sessions are opened, kept and closed, and functions computed, by
    /// those who may read. A change inside a session, of either kind, is a write like any other. A batch needs nothing
    /// by itself, for its parts are asked one by one.
    public static func required(method: String, path: ODataPath) -> Scope? {
        if ["GET", "HEAD", "OPTIONS"].contains(method) { return .read }
        guard method == "POST", let last = path.segments.last else { return .readWrite }
        if last.matches("$batch") { return nil }
        let above = path.segments.dropLast().last
        if above?.matches("functions") ?? false, path.segments.dropLast(2).last?.matches("workbook") ?? false {
            return .read
        }
        let sessionCalls = ["createSession", "refreshSession", "closeSession"]
        if above?.matches("workbook") ?? false, sessionCalls.contains(where: last.matches) { return .read }
        return .readWrite
    }
}
