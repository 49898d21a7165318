// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc
import GraphAPI

/// The file of bearer tokens.
enum TokenFile {
    /// Reads the tokens; a failure is one sentence that names the file.
    static func read(_ path: String) -> Result<AccessTokens, TokenFileFailure> {
        switch LocalFile.read(path) {
        case .failure(let failure): return .failure(TokenFileFailure(reason: failure.reason))
        case .success(let bytes):
            do throws(TokenFileError) {
                return .success(try AccessTokens(parsing: String(decoding: bytes, as: UTF8.self)))
            } catch {
                return .failure(TokenFileFailure(reason: "\(path): \(error)"))
            }
        }
    }

    /// Whether people other than the owner may read the file.
    static func isReadableByOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }
}

/// Why there are no tokens.
struct TokenFileFailure: Error {
    let reason: String
}
