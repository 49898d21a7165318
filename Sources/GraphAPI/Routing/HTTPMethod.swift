// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The methods the API answers to; `HEAD` is answered as `GET`, whose body the server leaves out.
enum HTTPMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case patch = "PATCH"
    case put = "PUT"
    case delete = "DELETE"

    init?(token: String) {
        self.init(rawValue: token == "HEAD" ? "GET" : token)
    }
}
