// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Synchronization

/// What becomes known of a request on its way, for the log.
final class RequestTrace: Sendable {
    private let state = Mutex<(template: String?, mode: String?)>((nil, nil))

    func note(template: String) { state.withLock { $0.template = template } }

    func note(mode: String) { state.withLock { $0.mode = mode } }

    var contents: (template: String?, mode: String?) { state.withLock { $0 } }
}
