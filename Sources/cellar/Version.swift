// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The version of the program, by Semantic Versioning; CHANGELOG.md says what changed in it.
enum Version {
    static let current = "0.1.0"
}
