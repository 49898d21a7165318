// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc
internal import HTTPMessages

extension Connection {
    /// Reads of one connection before others get their turn.
    private static let readsPerTurn = 16
    /// A body's storage grows as bytes arrive; a client's word for its length is trusted up to here.
    private static let trustedLength = 1 << 20
    /// Bytes thrown away by one system call.
    private static let discarded = 1 << 20

    func readAvailable() {
        for _ in 0..<Self.readsPerTurn {
            switch phase {
            case .head, .body: guard output.isEmpty else { return pauseReading() }
            // What the client sends ahead stays in the kernel, whose buffer is what stops the client.
            case .handling, .responding: return pauseReading()
            case .lingering: return discardAvailable()
            case .closed: return
            }
            switch input.receive(from: descriptor) {
            case .received(let isFull):
                advance()
                // Whatever is left will be reported again.
                if !isFull { return }
            case .nothing: return
            // Within a head or a body there is nothing left to answer.
            case .endOfStream, .failed: return close()
            }
        }
    }

    /// Goes through what has arrived as far as possible.
    func advance() {
        // A handler that answers at once gets back here from within; this loop then goes on with the next request,
        // where recursion would let a client choose the depth of the stack.
        guard !isAdvancing else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        var goesOn = true
        while goesOn {
            do throws(RequestRefusal) {
                switch phase {
                case .head: goesOn = try parseHead()
                case .body:
                    goesOn = try parseBody()
                    if goesOn { dispatch() }
                case .handling, .responding, .lingering, .closed: return
                }
            } catch {
                return refuse(error.status)
            }
        }
    }

    /// Answers whether there may be more to do.
    private func parseHead() throws(RequestRefusal) -> Bool {
        guard !input.isEmpty else { return false }
        if !isHeadTimed {
            isHeadTimed = true
            deadline = MonotonicClock.now + loop.limits.headSeconds
        }
        // An empty line before a request is a bad habit of old clients (RFC 9112 §2.2).
        if !hasSkippedLine, input.bytes[0] == UInt8(ascii: "\r") {
            guard input.count >= 2 else { return false }
            hasSkippedLine = true
            if input.bytes[1] == UInt8(ascii: "\n") { input.consume(2) }
            return true
        }
        guard case .complete(let head, let length) = try parser.head(in: input.bytes) else { return false }
        input.consume(length)
        request = head
        guard head.hasBody else {
            dispatch()
            return true
        }
        phase = .body
        bodyStart = MonotonicClock.now
        deadline = bodyStart + loop.limits.bodyGraceSeconds
        request?.request.body.reserveCapacity(min(head.contentLength ?? 0, Self.trustedLength))
        // A client that has begun to send the body no longer waits.
        if head.expectsContinue, input.isEmpty {
            output.append("HTTP/1.1 100 Continue\r\n\r\n")
            flush()
        }
        return true
    }

    /// Answers whether the body is complete.
    private func parseBody() throws(RequestRefusal) -> Bool {
        guard !input.isEmpty, var head = request else { return false }
        // Taken out for the time being: appending to a shared array would copy it.
        request = nil
        let before = head.request.body.count
        defer { request = head }
        let part = try parser.body(in: input.bytes, appendingTo: &head.request.body)
        input.consume(part.consumed)
        let received = head.request.body.count
        countedBody += received - before
        if !loop.load.addBody(received - before) { throw RequestRefusal(status: 503) }
        guard part.isComplete else {
            deadline = bodyStart + loop.limits.bodyGraceSeconds + Double(received) / loop.limits.bodyBytesPerSecond
            return false
        }
        return true
    }

    /// Gives the request to the handler, on this thread until it first waits for something.
    private func dispatch() {
        guard let message = request?.request else { return }
        request?.request.body = []
        phase = .handling
        deadline = .infinity
        loop.handlersInFlight += 1
        let handler = loop.handler
        task = Task.immediate(executorPreference: loop) { [self] in
            complete(await handler(message))
        }
        if phase != .handling { task = nil }
    }

    /// Throws away what a client goes on sending after the last response, within bounds.
    private func discardAvailable() {
        while phase == .lingering {
            // Truncating a stream throws bytes away inside the kernel.
            let count = recv(descriptor, nil, Self.discarded, Int32(MSG_TRUNC))
            if count > 0 {
                lingered += count
                if lingered > loop.limits.lingerBytes { return close() }
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                return
            } else {
                return close()
            }
        }
    }
}
