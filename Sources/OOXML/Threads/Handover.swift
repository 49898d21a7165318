// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Threads

/// A queue between two threads: what one puts in the other takes out, in the same order, waiting when there is nothing.
///
/// It has no bound of its own. What goes round (blocks of memory) is limited in number instead, so that the faster side
/// waits for a block to come back.
final class Handover<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element]
        var isClosed = false
    }

    private let monitor: Monitor<State>

    init(_ elements: [Element] = []) { monitor = Monitor(State(elements: elements)) }

    func put(_ element: Element) {
        monitor.change { $0.elements.append(element) }
    }

    /// The next element, waited for; `nil` when nothing will come any more.
    func take() -> Element? {
        monitor.wait { state -> Element?? in
            if !state.elements.isEmpty { return .some(state.elements.removeFirst()) }
            return state.isClosed ? .some(nil) : nil
        }
    }

    /// Ends the waiting; what was put in can still be taken.
    func close() {
        monitor.change { $0.isClosed = true }
    }

    /// Ends the waiting and drops what nobody took.
    func abandon() {
        monitor.change { state in
            state.elements = []
            state.isClosed = true
        }
    }
}
