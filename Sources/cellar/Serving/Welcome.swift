// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// What a server says when it is ready: where it is, where data lies, and three lines to try it with.
enum Welcome {
    /// - Parameters:
    ///   - url: scheme, address and port.
    ///   - data: the path of the data directory.
    ///   - needsToken: whether the lines must carry a token.
    ///   - hasSample: whether the sample workbook is there for the lines to work with.
    static func text(url: String, data: String, needsToken: Bool, hasSample: Bool) -> String {
        var text = """
            Cellar \(Version.current) listens on \(url)
            Everything is kept in \(data)

            """
        guard hasSample else { return text }
        let token = needsToken ? #" -H "Authorization: Bearer $TOKEN""# : ""
        let workbook = "\(url)/v1.0/me/drive/root:/\(SampleWorkbook.fileName):/workbook"
        let json = "-H 'Content-Type: application/json'"
        text += """

            Try it with \(SampleWorkbook.fileName): create a session, change a cell, read the recalculated result.\
            \(needsToken ? " (TOKEN is one of yours.)" : "")

              SESSION=$(curl -s\(token) \(json) -d '{"persistChanges":false}' \(workbook)/createSession | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
              curl -s\(token) -H "workbook-session-id: $SESSION" \(json) -X PATCH -d '{"values":[[120]]}' "\(workbook)/worksheets/Quote/range(address='B2')?select=address,values"
              curl -s\(token) -H "workbook-session-id: $SESSION" "\(workbook)/worksheets/Quote/range(address='A1:B5')?select=text"


            """
        return text
    }
}
