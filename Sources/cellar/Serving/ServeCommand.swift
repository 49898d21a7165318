// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import Glibc
import GraphAPI
import HTTPMessages
import HTTPServer
import SQLiteDrive
import Sessions

/// `cellar serve`: puts the parts together, in the order in which they need each other, and takes them apart again.
enum ServeCommand {
    /// How long requests that have arrived may take once the server is told to end, in seconds.
    private static let grace = 4.0
    /// How long saving may take after that, in milliseconds; what is not saved by then is in the journals.
    private static let saving: Int64 = 4_000

    /// Why the server could not start, in words for the one who started it.
    private struct Failure: Error {
        let reason: String
    }

    /// Runs until a signal ends it.
    ///
    /// - Returns: the exit code.
    static func run(_ settings: ServeSettings) async -> Int32 {
        let log = Log(level: settings.logLevel)
        let signals = StopSignals()
        do throws(Failure) {
            let server = try await start(settings, log)
            await server.serve(until: signals, settings, log)
            return 0
        } catch {
            Console.error("cellar: \(error.reason)\n")
            return 1
        }
    }

    /// The parts of a server that runs.
    private struct RunningServer {
        let http: HTTPServer
        let registry: SessionRegistry
        let readiness: Readiness
        let tokens: TokenAuthentication?

        func serve(until signals: StopSignals, _ settings: ServeSettings, _ log: Log) async {
            for await event in signals.events {
                switch event {
                case .reload: reloadTokens(settings, log)
                case .stop(let name):
                    log.write(.info, "stopping", ["signal": name])
                    await stop(log)
                    return
                }
            }
        }

        private func stop(_ log: Log) async {
            readiness.end()
            await http.stop(grace: ServeCommand.grace)
            let isSaved = await registry.shutdown(within: ServeCommand.saving)
            if !isSaved {
                log.write(.warning, "saving-unfinished", ["effect": "changes are in the journals until the next start"])
            }
            log.write(.info, "stopped")
        }

        private func reloadTokens(_ settings: ServeSettings, _ log: Log) {
            guard let tokens, case .tokens(let path) = settings.authentication else { return }
            switch TokenFile.read(path) {
            case .success(let read):
                tokens.replace(with: read)
                log.write(.info, "tokens-reloaded", ["count": String(read.count)])
            case .failure(let failure):
                log.write(.error, "tokens-kept", ["cause": failure.reason])
            }
        }
    }

    private static func start(_ settings: ServeSettings, _ log: Log) async throws(Failure) -> RunningServer {
        let tokens = try tokenAuthentication(settings, log)
        let drive = try openDrive(settings, log)
        let registry = try await openRegistry(drive, settings, log)
        let api = GraphAPI(
            drive: drive, registry: registry, authentication: tokens ?? OpenAuthentication(),
            configuration: configuration(settings, log))
        let readiness = Readiness(drive: drive)
        let http: HTTPServer
        do throws(HTTPServerError) {
            var limits = HTTPServerLimits()
            limits.bodyBytes = drive.limits.contentSize
            let configuration = HTTPServerConfiguration(
                address: settings.listen.host, port: settings.listen.port, limits: limits,
                errorResponse: { api.refusal(status: $0) })
            http = try HTTPServer(configuration: configuration) { request in
                if let answer = await readiness.answer(request) { return answer }
                return await api.respond(request)
            }
            try http.start()
        } catch {
            throw Failure(reason: explain(error, settings))
        }
        readiness.begin()
        Task { await registry.recover() }
        welcome(settings, port: http.port, drive)
        return RunningServer(http: http, registry: registry, readiness: readiness, tokens: tokens)
    }

    private static func tokenAuthentication(
        _ settings: ServeSettings, _ log: Log
    ) throws(Failure) -> TokenAuthentication? {
        guard case .tokens(let path) = settings.authentication else { return nil }
        switch TokenFile.read(path) {
        case .failure(let failure): throw Failure(reason: failure.reason)
        case .success(let tokens):
            if TokenFile.isReadableByOthers(path) {
                log.write(.warning, "tokens-exposed", ["file": path, "remedy": "chmod 600"])
            }
            return TokenAuthentication(tokens)
        }
    }

    private static func openDrive(_ settings: ServeSettings, _ log: Log) throws(Failure) -> SQLiteDrive {
        if let reason = DataDirectory.make(settings.dataDirectory) { throw Failure(reason: reason) }
        let drive: SQLiteDrive
        do throws(DriveError) {
            drive = try SQLiteDrive(directory: settings.dataDirectory)
        } catch {
            throw Failure(reason: "cannot open \(settings.dataDirectory): \(error)")
        }
        guard settings.offersSample else { return drive }
        do throws(SampleFailure) {
            if try SampleWorkbook.offer(to: drive) { log.write(.info, "sample", ["file": SampleWorkbook.fileName]) }
        } catch {
            log.write(.warning, "no-sample", ["cause": error.reason])
        }
        return drive
    }

    private static func openRegistry(
        _ drive: SQLiteDrive, _ settings: ServeSettings, _ log: Log
    ) async throws(Failure) -> SessionRegistry {
        var limits = SessionLimits()
        limits.persistentIdle = Int64(settings.persistentTimeout * 1000)
        limits.nonPersistentIdle = Int64(settings.nonPersistentTimeout * 1000)
        do throws(SessionError) {
            let registry = try SessionRegistry(
                drive: drive, format: .spreadsheet(functions: .cellar), coding: .standard, limits: limits,
                report: { log.write($0) })
            try await registry.start()
            return registry
        } catch {
            throw Failure(reason: error.description)
        }
    }

    private static func configuration(_ settings: ServeSettings, _ log: Log) -> GraphConfiguration {
        var configuration = GraphConfiguration()
        configuration.maximumRequestBytes = settings.maximumBody
        configuration.log = { log.write($0) }
        return configuration
    }

    private static func explain(_ error: HTTPServerError, _ settings: ServeSettings) -> String {
        guard case .listening(let address, let cause) = error else { return error.description }
        let port = settings.listen.port
        return """
            cannot listen on \(address): \(cause)
            Another program may have port \(port). Choose another address with --listen, for example --listen \
            \(ListenAddress(host: settings.listen.host, port: port + 1).authority), or end that program.
            """
    }

    private static func welcome(_ settings: ServeSettings, port: Int, _ drive: SQLiteDrive) {
        let hasSample = (try? drive.item(at: [SampleWorkbook.fileName])) != nil
        let address = ListenAddress(host: settings.listen.host, port: port)
        Console.print(
            Welcome.text(
                url: address.url, data: DataDirectory.absolute(settings.dataDirectory),
                needsToken: settings.authentication != .none, hasSample: hasSample))
    }
}
