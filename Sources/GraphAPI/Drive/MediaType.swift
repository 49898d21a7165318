// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The table of media types of files by the ending of their names, for `file.mimeType` and downloads.
enum MediaType {
    /// The media type of a file with this name; `application/octet-stream` for an ending that is not in the table.
    static func of(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return unknown }
        return table[name[name.index(after: dot)...].lowercased()] ?? unknown
    }

    private static let unknown = "application/octet-stream"
    private static let spreadsheetML = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let table: [String: String] = [
        "xlsx": spreadsheetML + ".sheet",
        "xltx": spreadsheetML + ".template",
        "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
        "xltm": "application/vnd.ms-excel.template.macroEnabled.12",
        "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        "xls": "application/vnd.ms-excel",
        "csv": "text/csv",
        "txt": "text/plain",
        "json": "application/json",
        "xml": "application/xml",
        "pdf": "application/pdf",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "zip": "application/zip",
    ]
}
