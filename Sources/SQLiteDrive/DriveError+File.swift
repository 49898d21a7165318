// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Glibc

extension DriveError {
    /// The failure of a system call, from `errno`.
    static func file(_ operation: String, _ subject: String) -> DriveError {
        let code = errno
        if code == ENOSPC || code == EDQUOT { return .full(operation: operation, subject: subject) }
        return .storage(operation: operation, subject: subject, cause: String(cString: strerror(code)))
    }
}
