// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import HTTPMessages
import OData

/// Answers that hold one entity or a collection of them.
enum Entities {
    /// `GET` of one entity.
    @Sendable static func get(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        try response(call)
    }

    /// - Parameter status: 201 for what was just made.
    static func response(_ call: WorkbookCall, status: Int = 200) throws(GraphError) -> HTTPResponse {
        if case .range = call.resource { return try RangeAnswer(call).response(status: status) }
        var object = JSONObject()
        if call.isFunctionResult {
            object["@odata.context"] = .string(call.resultContext)
            object["@odata.type"] = .string("#microsoft.graph." + call.kind.typeName)
        } else {
            object["@odata.context"] = .string(call.entityContext)
        }
        let entity = try selected(try members(call.resource, call), call)
        object.members += entity.members
        for (name, value) in try call.expansions() { object[name] = value }
        return .json(status, .object(object))
    }

    /// `GET` of a collection, with the query options applied.
    @Sendable static func list(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        let children = try children(of: call)
        var items: [JSONValue] = []
        var byID: [String: WorkbookCall] = [:]
        for child in children {
            items.append(.object(try members(child.resource, child)))
            byID[child.path.canonical] = child
        }
        var page: CollectionPage
        do {
            page = try call.options.page(
                of: items, type: call.kind.typeName, url: call.context.url, navigation: call.navigationProperties)
        } catch {
            throw GraphError(error)
        }
        if !call.options.expand.isEmpty {
            for (index, item) in page.items.enumerated() {
                guard case .object(var object) = item, let id = object["@odata.id"]?.stringValue,
                    let child = byID[id]
                else { continue }
                for (name, value) in try child.expansions() { object[name] = value }
                page.items[index] = .object(object)
            }
        }
        return .json(200, page.json(context: call.collectionContext))
    }

    /// `$count` and `count()`.
    @Sendable static func countText(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        HTTPResponse(
            status: 200, headers: ["Content-Type": "text/plain", "OData-Version": "4.0"],
            body: Array(String(try count(of: call)).utf8))
    }

    @Sendable static func countValue(_ call: WorkbookCall) throws(GraphError) -> HTTPResponse {
        .json(
            200,
            [
                "@odata.context": .string(ODataURL.context(root: call.context.serviceRoot, fragment: "Edm.Int32")),
                "value": .integer(Int64(try count(of: call))),
            ])
    }

    static func selected(_ object: JSONObject, _ call: WorkbookCall) throws(GraphError) -> JSONObject {
        do {
            return try object.selecting(
                call.options.select, type: call.kind.typeName, navigation: call.navigationProperties)
        } catch {
            throw GraphError(error)
        }
    }
}
