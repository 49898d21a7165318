// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Dispatch
import Glibc

/// The signals a server lives by, as a sequence: SIGTERM and SIGINT end it, SIGHUP lets it read its tokens again.
///
/// The closures are made here and not in `main.swift`, where they would belong to the main actor and be called on
/// another thread.
final class StopSignals: Sendable {
    enum Event: Sendable {
        case stop(name: String)
        case reload
    }

    /// The signals as they arrive.
    let events: AsyncStream<Event>
    /// Kept and never looked at, so it does not matter that they are not declared to be sendable.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init() {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        self.events = events
        let table: [(Int32, Event)] = [
            (SIGTERM, .stop(name: "SIGTERM")), (SIGINT, .stop(name: "SIGINT")), (SIGHUP, .reload),
        ]
        let queue = DispatchQueue(label: "signals")
        sources = table.map { number, event in
            // The source sees a signal only when its default action, to end the process, is off.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { @Sendable in continuation.yield(event) }
            source.activate()
            return source
        }
        // A client or a reader of the log that goes away is no reason to end.
        signal(SIGPIPE, SIG_IGN)
    }
}
