// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The second-level codes of the Excel API (Graph: concepts/workbook-error-codes), a table with the status of each.
public enum GraphErrorCode: String, Sendable, CaseIterable {
    case accessConflict, accessDenied, badRequestUncategorized, conflictUncategorized, filteredRangeConflict
    case forbiddenUncategorized, gatewayTimeoutUncategorized, generalException, insertDeleteConflict
    case internalServerErrorUncategorized, invalidArgument, invalidReference, invalidSessionAccessConflict
    case invalidSessionAuthentication, invalidSessionNotFound, invalidSessionReCreatable, invalidSessionRestricted
    case invalidSessionUnexpected, invalidSessionUnsupportedWorkbook, itemAlreadyExists, itemNotFound
    case methodNotAllowed, methodNotAllowedUncategorized, nonBlankCellOffSheet, notFoundUncategorized
    case notImplementedUncategorized, payloadTooLargeUncategorized, rangeExceedsLimit, requestAborted
    case serviceUnavailableUncategorized, tooManyRequestsUncategorized, transientFailure, unauthorizedUncategorized
    case unsupportedOperation, unsupportedWorkbook
    /// Codes of the engine that stand in no table but occur in live answers.
    case invalidOperation, responsePayloadSizeLimitExceeded

    /// The status a code goes with. The pages give none for most; these follow the codes' meaning.
    public var status: Int {
        switch self {
        case .badRequestUncategorized, .invalidArgument, .invalidReference, .itemAlreadyExists,
            .nonBlankCellOffSheet, .unsupportedOperation, .invalidOperation:
            400
        case .invalidSessionAuthentication, .unauthorizedUncategorized: 401
        case .accessDenied, .forbiddenUncategorized, .invalidSessionRestricted: 403
        case .invalidSessionNotFound, .invalidSessionReCreatable, .itemNotFound, .notFoundUncategorized: 404
        case .methodNotAllowed, .methodNotAllowedUncategorized: 405
        case .accessConflict, .conflictUncategorized, .filteredRangeConflict, .insertDeleteConflict,
            .invalidSessionAccessConflict:
            409
        case .payloadTooLargeUncategorized, .rangeExceedsLimit, .responsePayloadSizeLimitExceeded: 413
        case .tooManyRequestsUncategorized: 429
        case .generalException, .internalServerErrorUncategorized, .invalidSessionUnexpected: 500
        case .invalidSessionUnsupportedWorkbook, .notImplementedUncategorized, .unsupportedWorkbook: 501
        case .serviceUnavailableUncategorized, .transientFailure: 503
        case .gatewayTimeoutUncategorized, .requestAborted: 504
        }
    }

    /// The first-level code of a status and what it says.
    static func topLevel(of status: Int) -> (code: String, message: String) {
        switch status {
        case 400: ("badRequest", "The request is malformed or incorrect.")
        case 401: ("unauthorized", "The caller is not authenticated.")
        case 403: ("forbidden", "The caller doesn't have permission to perform the action.")
        case 404: ("notFound", "The resource could not be found.")
        case 405: ("methodNotAllowed", "The HTTP method in the request is not allowed on the resource.")
        case 409: ("conflict", "The current state conflicts with what the request expects.")
        case 412: ("preconditionFailed", "A condition of the request does not hold.")
        case 413: ("payloadTooLarge", "The request size exceeds the maximum limit.")
        case 416: ("requestedRangeNotSatisfiable", "The requested range lies outside the content.")
        case 429: ("tooManyRequests", "The app or user has been throttled.")
        case 501: ("notImplemented", "The requested feature isn't implemented.")
        case 502: ("badGateway", "The server encountered a temporary error and could not complete your request.")
        case 503: ("serviceUnavailable", "The service is not available. Please try your request again.")
        case 504: ("gatewayTimeout", "The request did not complete in time.")
        case 507: ("insufficientStorage", "No space is left to store the change.")
        default: ("internalServerError", "An internal server error occurred while processing the request.")
        }
    }
}
