// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Cells
import OData

/// What stands in requests: addresses, paths with query options, JSON.
extension FuzzTarget {
    static let address = FuzzTarget(name: "address", maximumLength: 64) { (bytes) throws(FuzzFinding) in
        let text = String(decoding: bytes, as: UTF8.self)
        if let address = CellAddress(a1: text) {
            guard address.isOnGrid, CellAddress(a1: address.a1) == address else { throw FuzzFinding(text) }
        }
        if let range = CellRange(a1: text) {
            guard range.isOnGrid, CellRange(a1: range.a1) == range else { throw FuzzFinding(text) }
        }
    }

    /// A request's target; its filter and order are applied to an item.
    static let odata = FuzzTarget(name: "odata", maximumLength: 2048) { (bytes) throws(FuzzFinding) in
        guard let request = try? ODataRequest(target: String(decoding: bytes, as: UTF8.self)) else { return }
        _ = request.path.description
        for case .named(let segment) in request.path.segments { _ = segment.keyText }
        _ = try? request.options.filter?.expression.holds(for: item, type: "item")
        for order in request.options.orderBy { _ = try? order.expression.value(for: item, type: "item") }
        _ = request.options.selects("name")
        _ = try? request.options.checkSelect(against: ["name", "values"], type: "item")
    }

    private static let item: JSONValue = [
        "name": "Sheet1", "position": 3, "rate": 1.5, "visible": true, "nothing": nil,
        "values": [[1, "a"], [nil, 2]],
        "inner": ["name": "x", "index": -1],
    ]

    static let json = FuzzTarget(name: "json", maximumLength: 4096) { (bytes) throws(FuzzFinding) in
        _ = try? Batch(parsing: bytes)
        guard let value = try? JSONValue(parsing: bytes) else { return }
        let text = value.serialized()
        guard let again = try? JSONValue(parsing: text) else { throw FuzzFinding("what was written cannot be read") }
        guard again == value, again.serialized() == text else { throw FuzzFinding("JSON is read otherwise") }
    }
}
