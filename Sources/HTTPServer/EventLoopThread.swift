// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

internal import Glibc

/// The thread an event loop runs on. It ends by itself when the loop returns.
enum EventLoopThread {
    static func start(_ loop: EventLoop) throws(HTTPServerError) {
        let argument = Unmanaged.passRetained(loop)
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, runEventLoop, argument.toOpaque())
        guard status == 0 else {
            argument.release()
            throw .system(operation: "pthread_create", cause: HTTPServerError.cause(status))
        }
        pthread_detach(thread)
    }
}

/// A function of the file, since a closure could inherit an actor's isolation and trap on a foreign thread.
private func runEventLoop(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<EventLoop>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
