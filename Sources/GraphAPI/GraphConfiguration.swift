// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// What can be set about the API.
public struct GraphConfiguration: Sendable {
    /// Scheme and authority in `@odata.context` and in links (`https://excel.example.com`); `nil` takes them from the
    /// request's `Host`.
    public var publicOrigin: String?
    /// The id of the one drive, for `/drives/{id}`.
    public var driveID = "b!cellar"
    /// Bytes of a request body and of an answer, as Excel for the web bounds them.
    public var maximumRequestBytes = 5 << 20
    public var maximumResponseBytes = 5 << 20
    /// Cells whose grids one answer holds; larger ranges show theirs as null.
    public var maximumCells = 5_000_000
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var clock: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
    /// Gets one record for each request; `nil` logs nothing.
    public var log: (@Sendable (RequestRecord) -> Void)?

    public init() {}
}

/// One answered request, for the log: no cell content, no names.
public struct RequestRecord: Sendable {
    public var method: String
    /// `/v1.0/me/drive/items/{item}/workbook/worksheets`; `nil` when no route matched.
    public var template: String?
    public var status: Int
    public var milliseconds: Double
    /// `persistent`, `nonPersistent`, `sessionless`, or `nil` for calls that open no workbook.
    public var sessionMode: String?
    public var requestID: String
    public var clientRequestID: String
}
