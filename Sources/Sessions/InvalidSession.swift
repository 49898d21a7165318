// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// Why a session id is of no use. Graph answers 404 to all of them, with one of two second-level codes.
public enum InvalidSession: Hashable, Sendable {
    /// The text is no session id, or that of a session which was closed or which a restart has ended.
    case unknown
    /// The session was idle for too long.
    case expired
    /// The content of the workbook was replaced by an upload.
    case replaced
    /// The id belongs to a session of another workbook.
    case otherWorkbook
    /// The workbook was deleted.
    case deleted

    /// Whether a new session on the same workbook would help: `invalidSessionReCreatable` rather than
    /// `invalidSessionNotFound` (Graph: concepts/workbook-error-codes).
    public var isReCreatable: Bool {
        switch self {
        case .unknown, .expired, .replaced: true
        case .otherWorkbook, .deleted: false
        }
    }
}
