// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import HTTPMessages

extension Connection {
    /// The handler has answered.
    func complete(_ response: HTTPResponse) {
        loop.handlersInFlight -= 1
        guard phase == .handling else { return forget() }
        task = nil
        respond(response)
    }

    /// Answers a request that does not reach the handler, and closes: where the next request would begin is unknown.
    func refuse(_ status: Int) {
        guard phase == .head || phase == .body else { return }
        closesAfterResponse = true
        respond(loop.errorResponse(status))
    }

    private func respond(_ response: HTTPResponse) {
        let response = writable(response)
        var framing = ResponseFraming()
        if let request {
            framing.isHead = request.request.method == "HEAD"
            framing.isHTTP11 = request.isHTTP11
            if !request.keepsAlive { closesAfterResponse = true }
        }
        if loop.draining != nil || response.asksToClose { closesAfterResponse = true }
        framing.closes = closesAfterResponse
        phase = .responding
        releaseRequest()
        output.append(response, framing: framing, date: loop.date.now())
        flush()
    }

    /// A response that would break the framing of messages is our mistake, not the client's.
    private func writable(_ response: HTTPResponse) -> HTTPResponse {
        if response.isWritable { return response }
        let replacement = loop.errorResponse(500)
        return replacement.isWritable ? replacement : HTTPResponse(status: 500)
    }

    /// Sends what the socket takes, and goes on once all is sent.
    func flush() {
        guard phase != .closed, !output.isEmpty else { return }
        switch output.send(to: descriptor) {
        case .failed: close()
        case .blocked(let progress):
            if progress || !isBlocked { deadline = MonotonicClock.now + loop.limits.writeSeconds }
            isBlocked = true
            reportWritable(true)
        case .finished:
            if isBlocked {
                isBlocked = false
                reportWritable(false)
            }
            outputDrained()
        }
    }

    private func outputDrained() {
        switch phase {
        case .responding:
            if closesAfterResponse { return linger() }
            phase = .head
            hasServed = true
            isHeadTimed = false
            hasSkippedLine = false
            // A server that is stopping has no time for idle connections.
            deadline = MonotonicClock.now + (loop.draining == nil ? loop.limits.idleSeconds : 0)
        case .body:
            // `100 Continue` is out: now the body's time runs.
            bodyStart = MonotonicClock.now
            deadline = bodyStart + loop.limits.bodyGraceSeconds
        case .head, .handling, .lingering, .closed: return
        }
        resumeReading()
        advance()
    }
}
