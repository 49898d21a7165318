// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// A queue between two threads: what one puts in the other takes out, in the same order, waiting when there is nothing.
///
/// It has no bound of its own. What goes round (blocks of memory) is limited in number instead, so that the faster side
/// waits for a block to come back. Unchecked, because the compiler cannot see that the state is only touched with the
/// mutex held.
final class Handover<Element: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var elements: [Element]
    private var isClosed = false

    init(_ elements: [Element] = []) {
        self.elements = elements
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func put(_ element: Element) {
        pthread_mutex_lock(mutex)
        elements.append(element)
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// The next element, waited for; `nil` when nothing will come any more.
    func take() -> Element? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while elements.isEmpty {
            if isClosed { return nil }
            pthread_cond_wait(condition, mutex)
        }
        return elements.removeFirst()
    }

    /// Ends the waiting; what was put in can still be taken.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Ends the waiting and drops what nobody took.
    func abandon() {
        pthread_mutex_lock(mutex)
        elements = []
        isClosed = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }
}
