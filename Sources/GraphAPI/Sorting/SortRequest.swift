// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import OData
import Workbooks

/// What a sort is asked to go by. Graph: api/rangesort-apply, api/tablesort-apply, resources/sortfield.
struct SortRequest {
    struct Field {
        /// Zero-based column, or row, of what is sorted.
        var key: Int
        var criterion: TableSort.Criterion
        var isAscending: Bool
        var dataOption: TableSort.DataOption
    }

    /// As many levels as Excel sorts by.
    static let maximumFields = 64

    var fields: [Field]
    var matchesCase: Bool
    var method: TableSort.Method

    /// - Parameter lineLength: how many keys there are to sort by.
    init(_ body: Arguments, lineLength: Int) throws(GraphError) {
        guard let value = body.value("fields"), !value.isNull else { throw Arguments.missing("fields") }
        guard case .array(let elements) = value else { throw Arguments.wrongType("fields", value, "an array") }
        guard 1...Self.maximumFields ~= elements.count else {
            throw .invalidArgument("A sort goes by 1 to \(Self.maximumFields) fields, not by \(elements.count).")
        }
        fields = []
        for element in elements { fields.append(try Self.field(element, lineLength)) }
        matchesCase = try body.optionalBool("matchCase") ?? false
        method = try body.optionalWord("method", [TableSort.Method.pinYin, .strokeCount]) ?? .pinYin
        if method == .strokeCount { throw .notImplemented("Sorting by the strokes of characters is not implemented.") }
    }

    private static func field(_ value: JSONValue, _ lineLength: Int) throws(GraphError) -> Field {
        guard let object = value.objectValue else { throw Arguments.wrongType("fields", value, "an array of objects") }
        let members = Arguments(object)
        try members.allowOnly(
            ["ascending", "color", "dataOption", "icon", "key", "sortOn"], of: "workbookSortField")
        let key = Int(try members.integer("key"))
        guard 0..<lineLength ~= key else {
            throw .invalidArgument("The key \(key) of a sort field is outside of what is sorted.")
        }
        let criteria = [TableSort.Criterion.value, .cellColor, .fontColor, .icon]
        let criterion = try members.optionalWord("sortOn", criteria) ?? .value
        guard criterion == .value else { throw notBuilt(criterion) }
        return Field(
            key: key, criterion: criterion, isAscending: try members.optionalBool("ascending") ?? true,
            dataOption: try members.optionalWord("dataOption", [TableSort.DataOption.normal, .textAsNumber]) ?? .normal)
    }

    static func notBuilt(_ criterion: TableSort.Criterion) -> GraphError {
        .notImplemented("Sorting on \(criterion.rawValue) is not implemented; values can be sorted.")
    }
}
