// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The requests of a `$batch`, checked: at most twenty, unique ids, and dependencies of a shape Graph takes.
///
///     let batch = try Batch(parsing: request.body)
///     let response = await batch.run(version: "/v1.0", inheriting: request.headers, handler: handler)
public struct Batch: Sendable {
    public let requests: [BatchRequest]

    /// Most requests in one batch.
    public static let maximumRequests = 20

    /// Reads the body of `POST /$batch`.
    public init(parsing body: [UInt8], limits: JSONLimits = JSONLimits()) throws(ODataError) {
        guard let value = try ODataRequest.body(body, limits: limits) else { throw .batch(.missingRequests) }
        do {
            try self.init(value)
        } catch {
            throw .batch(error)
        }
    }

    init(_ value: JSONValue) throws(BatchError) {
        guard let elements = value["requests"]?.arrayValue, !elements.isEmpty else { throw .missingRequests }
        guard elements.count <= Self.maximumRequests else { throw .tooManyRequests(maximum: Self.maximumRequests) }
        var requests: [BatchRequest] = []
        for element in elements {
            let request = try BatchRequest(element)
            guard !requests.contains(where: { $0.id.equalsIgnoringCase(request.id) }) else {
                throw .duplicateID(request.id)
            }
            requests.append(request)
        }
        for index in requests.indices {
            requests[index].dependsOn = try Self.resolved(requests[index], among: requests)
        }
        guard Self.hasSupportedShape(requests) else { throw .unsupportedDependencies }
        self.requests = requests
    }

    /// The dependencies in the spelling of the requests they name; ids compare without regard to case.
    private static func resolved(
        _ request: BatchRequest, among requests: [BatchRequest]
    ) throws(BatchError) -> [String] {
        var ids: [String] = []
        for dependency in request.dependsOn {
            guard let target = requests.first(where: { $0.id.equalsIgnoringCase(dependency) }) else {
                throw .unknownDependency(id: request.id, dependency: dependency)
            }
            if !ids.contains(target.id) { ids.append(target.id) }
        }
        return ids
    }

    /// Three shapes are legal: no dependencies, one chain through all requests, all others on the same request.
    private static func hasSupportedShape(_ requests: [BatchRequest]) -> Bool {
        let roots = requests.filter { $0.dependsOn.isEmpty }
        if roots.count == requests.count { return true }
        guard roots.count == 1, requests.allSatisfy({ $0.dependsOn.count <= 1 }) else { return false }
        if requests.allSatisfy({ $0.dependsOn.isEmpty || $0.dependsOn == [roots[0].id] }) { return true }
        var length = 1
        var last = roots[0].id
        while length <= requests.count {
            let next = requests.filter { $0.dependsOn == [last] }
            guard next.count == 1 else { break }
            last = next[0].id
            length += 1
        }
        return length == requests.count
    }
}
